using System.Globalization;
using System.Text.Json;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Exchange.Faults;

/// <summary>
/// Decides what goes wrong, by the plan that runs. A decision follows from the seed, the fault, and which occasion of its kind it is, so that
/// it does not depend on what happens elsewhere at the same time. May be asked by any thread.
/// </summary>
internal sealed class FaultDirector
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly List<FaultSocket> sockets = [];
    private readonly Dictionary<string, int> ordinals = new(StringComparer.Ordinal);
    private FaultPlan plan = FaultPlan.Nothing;
    private FaultLog log = new();
    private Instant begun;
    private volatile bool isRunning;

    /// <summary>Whether anything may go wrong at all.</summary>
    public bool IsRunning => isRunning;

    public FaultPlan Plan { get { lock (gate) return plan; } }

    /// <summary>Which plan it is, counted from 1: a new one begins everything anew.</summary>
    public int Generation { get; private set; }

    /// <summary>Replaces what runs.</summary>
    public void Begin(FaultPlan next, Instant now)
    {
        lock (gate)
        {
            (plan, log, begun) = (next, new FaultLog(), now);
            Generation++;
            counts.Clear();
            ordinals.Clear();
            foreach (var socket in sockets) Count(socket);
            isRunning = next.Faults.Count > 0;
        }
    }

    public Duration ElapsedAt(Instant now) { lock (gate) return now - begun; }

    public void Enter(FaultSocket socket)
    {
        lock (gate)
        {
            sockets.Add(socket);
            Count(socket);
        }
    }

    public void Leave(FaultSocket socket) { lock (gate) sockets.Remove(socket); }

    public FaultSocket[] Sockets() { lock (gate) return [.. sockets]; }

    /// <summary>Counts an occasion.</summary>
    public FaultOccasion See(FaultOccasion occasion, Instant now)
    {
        lock (gate)
        {
            occasion.Number = counts[occasion.Key] = counts.GetValueOrDefault(occasion.Key) + 1;
            occasion.Elapsed = now - begun;
            if (occasion.Socket is not { } socket) return occasion;
            if (occasion.Kind == OccasionKind.Message) socket.Streams.Add(occasion.Target);
            if (occasion.Account.Length > 0) socket.Accounts.Add(occasion.Account);
            return occasion;
        }
    }

    /// <summary>Whether a kind of fault strikes, and the first one of the plan that does.</summary>
    public bool TryDecide(FaultOccasion occasion, FaultKind kind, out FaultAction action)
    {
        lock (gate)
        {
            for (var index = 0; index < plan.Faults.Count; index++)
            {
                var fault = plan.Faults[index];
                if (fault.Kind != kind || !fault.IsOn(occasion.Elapsed) || !occasion.IsMeantBy(fault)) continue;
                var random = Draw(fault, index, occasion.Key, occasion.Number);
                if (!random.NextBool(fault.Probability)) continue;
                var milliseconds = (fault.Milliseconds ?? FaultFields.UsualMilliseconds(kind)) + (long)(fault.JitterMilliseconds * random.NextDouble());
                log.Add(index, fault, occasion, milliseconds);
                action = new FaultAction(fault, milliseconds);
                return true;
            }
        }
        action = default;
        return false;
    }

    /// <summary>Whether something that is done at a time strikes a socket.</summary>
    public bool Strikes(Fault fault, int index, FaultSocket socket, long tick)
    {
        lock (gate) return socket.IsMeantBy(fault) && Draw(fault, index, $"{socket.Place}#{socket.Ordinal}", tick).NextBool(fault.Probability);
    }

    /// <summary>Notes what was done at a time rather than on an occasion.</summary>
    public void Note(Fault fault, Duration at) { lock (gate) log.Add(fault, at); }

    /// <summary>The venue is closed: for how many seconds at least; null while it is open.</summary>
    public int? MaintenanceAt(Instant now)
    {
        if (!isRunning) return null;
        lock (gate)
        {
            foreach (var fault in plan.Faults)
                if (fault.Kind == FaultKind.Maintenance && fault.IsOn(now - begun))
                    return fault.RetryAfterSeconds ?? (fault.Length is { } length ? (int)Math.Ceiling((fault.Start + length - (now - begun)).TotalSeconds) : 60);
        }
        return null;
    }

    /// <summary>The running plan, what is left to come of it, and what was done, in the form of a plan.</summary>
    public void Write(Utf8JsonWriter json, Instant now)
    {
        lock (gate)
        {
            json.WriteStartObject();
            json.WriteString("begun", begun.ToString());
            json.WriteNumber("elapsedMilliseconds", FaultPlanWriter.MillisecondsOf(now - begun));
            json.WritePropertyName("plan");
            FaultPlanWriter.Write(json, plan);
            json.WritePropertyName("done");
            log.Write(json, plan.Seed);
            json.WriteBoolean("isDoneComplete", log.IsComplete);
            json.WriteEndObject();
        }
    }

    private void Count(FaultSocket socket) => socket.Ordinal = ordinals[socket.Place] = ordinals.GetValueOrDefault(socket.Place) + 1;

    private SeededRandom Draw(Fault fault, int index, string key, long number) =>
        new(fault.Seed ?? plan.Seed, string.Create(CultureInfo.InvariantCulture, $"fault {index} {key} {number}"));
}
