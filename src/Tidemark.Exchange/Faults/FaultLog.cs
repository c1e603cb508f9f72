using System.Text.Json;

namespace Tidemark.Exchange.Faults;

/// <summary>What was done, as a plan that does the same on the same traffic. Like occasions are one entry.</summary>
internal sealed class FaultLog
{
    private const int MostSpans = 200_000;
    private readonly Dictionary<(int Fault, string Key, long Milliseconds), Entry> byKey = [];
    private readonly List<Entry> entries = [];
    private int spans;

    /// <summary>Whether all of it is here; false when there was too much.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(int index, Fault fault, FaultOccasion occasion, long milliseconds)
    {
        if (!byKey.TryGetValue((index, occasion.Key, milliseconds), out var entry))
        {
            entry = new Entry(Exactly(fault, occasion, milliseconds), occasion.Elapsed);
            byKey.Add((index, occasion.Key, milliseconds), entry);
            entries.Add(entry);
        }
        var number = occasion.Number;
        if (entry.Spans.Count > 0 && entry.Spans[^1].Last == number - 1) entry.Spans[^1] = entry.Spans[^1] with { Last = number };
        else if (spans >= MostSpans) IsComplete = false;
        else
        {
            entry.Spans.Add(new OccasionRange(number, number));
            spans++;
        }
    }

    /// <summary>Something that was done at a time rather than on an occasion.</summary>
    public void Add(Fault fault, Duration at) => entries.Add(new Entry(fault, at));

    public void Write(Utf8JsonWriter json, ulong seed)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", seed);
        json.WriteStartArray("faults");
        foreach (var entry in entries) FaultPlanWriter.Write(json, entry.Spans.Count > 0 ? entry.Fault with { Occasions = entry.Spans } : entry.Fault, entry.At);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Fault Exactly(Fault fault, FaultOccasion occasion, long milliseconds)
    {
        var fields = FaultFields.Of(fault.Kind);
        var exact = fault with
        {
            Start = Duration.Zero,
            Length = null,
            Probability = 1,
            Seed = null,
            JitterMilliseconds = 0,
            Milliseconds = fields.Contains("milliseconds") ? milliseconds : null,
            Paths = occasion.Kind == OccasionKind.Request ? [occasion.Target] : occasion.Socket is { } socket ? [socket.Place] : [],
            Streams = occasion.Kind == OccasionKind.Message ? [occasion.Target] : [],
            Accounts = [occasion.Account],
            Symbols = [],
            Connections = occasion.Socket is { } spoken ? [new OccasionRange(spoken.Ordinal, spoken.Ordinal)] : [],
        };
        return occasion.Kind is OccasionKind.Request or OccasionKind.Message ? exact : exact with { Symbols = [occasion.Target] };
    }

    private sealed record Entry(Fault Fault, Duration At)
    {
        public List<OccasionRange> Spans { get; } = [];
    }
}
