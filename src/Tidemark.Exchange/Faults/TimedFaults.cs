using Tidemark.Exchange.Core;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Exchange.Faults;

/// <summary>What goes wrong at a time rather than on an occasion: clock, listen keys, sockets, maintenance; on the exchange's thread.</summary>
internal sealed class TimedFaults(ExchangeLoop loop, FaultDirector director, IDialect dialect)
{
    private readonly Dictionary<int, long> ticks = [];
    private int generation;

    /// <summary>A step of the exchange's time has gone by.</summary>
    public void Step()
    {
        var core = loop.Core;
        if (generation != director.Generation)
        {
            generation = director.Generation;
            ticks.Clear();
        }
        core.Faults?.Step();
        loop.Contracts?.Faults?.Step();
        var (plan, elapsed) = (director.Plan, director.ElapsedAt(core.Time));
        var skew = 0L;
        for (var index = 0; index < plan.Faults.Count; index++)
        {
            var fault = plan.Faults[index];
            if (fault.Kind == FaultKind.ClockSkew && fault.IsOn(elapsed)) skew += fault.Milliseconds ?? FaultFields.UsualMilliseconds(fault.Kind);
            while (NextTick(fault, index) is { } due && due <= elapsed)
            {
                Strike(fault, index, due);
                ticks[index] = ticks.GetValueOrDefault(index) + 1;
            }
        }
        core.Skew = Duration.FromMilliseconds(skew);
    }

    /// <summary>When a fault strikes next; null where it strikes no more, or not at times.</summary>
    private Duration? NextTick(Fault fault, int index)
    {
        if (fault.Kind is not (FaultKind.DropConnection or FaultKind.ExpireListenKey or FaultKind.Maintenance or FaultKind.ClockSkew)) return null;
        var tick = ticks.GetValueOrDefault(index);
        if (tick == 0) return fault.Start;
        if (fault.EveryMilliseconds is not { } every) return null;
        var due = fault.Start + Duration.FromMilliseconds(every * tick);
        return fault.IsOn(due) ? due : null;
    }

    private void Strike(Fault fault, int index, Duration due)
    {
        switch (fault.Kind)
        {
            case FaultKind.DropConnection:
                Drop(fault, index, due);
                break;
            case FaultKind.ExpireListenKey:
                director.Note(fault with { Start = due, Length = null, EveryMilliseconds = null }, due);
                if (dialect.ExpireListenKeys(account => FaultPattern.Fits(fault.Accounts, account.Name))) break;
                // A venue without such keys: the sockets of the accounts end.
                foreach (var socket in director.Sockets().Where(socket => socket.Accounts.Any(account => FaultPattern.Fits(fault.Accounts, account)))) socket.Cut();
                break;
            case FaultKind.Maintenance:
                director.Note(fault, due);
                foreach (var socket in director.Sockets()) socket.Cut();
                break;
            case FaultKind.ClockSkew:
                director.Note(fault, due);
                break;
        }
    }

    private void Drop(Fault fault, int index, Duration due)
    {
        foreach (var socket in director.Sockets())
        {
            if (!director.Strikes(fault, index, socket, ticks.GetValueOrDefault(index) + 1)) continue;
            director.Note(new Fault(FaultKind.DropConnection) { Start = due, Paths = [socket.Place], Connections = [new OccasionRange(socket.Ordinal, socket.Ordinal)] }, due);
            socket.Cut();
        }
    }
}
