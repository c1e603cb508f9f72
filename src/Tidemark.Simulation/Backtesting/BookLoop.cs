using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Sources;

namespace Tidemark.Simulation.Backtesting;

/// <summary>
/// Runs recorded order books: what happens at the venue is shown to the venue at its time, and the same message to the engine when it was
/// received. At one moment signals come first, then the venue, then funding, then bars that close, then what we receive.
/// </summary>
internal sealed class BookLoop
{
    /// <summary>Between two looks at cancellation and progress.</summary>
    private const int EventsPerStretch = 16_384;

    private readonly SimulatedSession session;
    private readonly FundingEventSource? funding;
    private readonly SignalEventSource? signals;
    private readonly BarEventSource bars;
    private readonly BookCursor[] cursors;
    private readonly long until;
    private readonly long total;

    public BookLoop(BacktestPlan plan, SimulatedSession session, FundingEventSource? funding, SignalEventSource? signals)
    {
        this.session = session;
        this.funding = funding;
        this.signals = signals;
        bars = new BarEventSource(plan.Bars);
        cursors = [.. plan.Books.Select((columns, index) => (columns, index)).Where(each => each.columns is not null).Select(each => new BookCursor(new InstrumentIndex(each.index), each.columns!))];
        for (var index = 0; index < plan.Books.Count; index++)
            if (plan.Books[index] is { HasTrades: false }) session.Venue.HasNoTrades(new InstrumentIndex(index));
        until = plan.Until.Nanoseconds;
        total = 2L * plan.Books.Sum(columns => (long)(columns?.Count ?? 0));
    }

    /// <summary>Runs to the end. Returns the number of bars.</summary>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public long Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        var (barCount, done) = (0L, 0L);
        for (var hasBar = bars.TryRead(out var bar); ; done++)
        {
            var (atVenue, toUs) = (Earliest(happened: true), Earliest(happened: false));
            var venueTime = atVenue.NextHappened;
            var ourTime = toUs.NextReceived;
            var barTime = hasBar ? bar.CloseTime.Nanoseconds : long.MaxValue;
            var next = Math.Min(Math.Min(venueTime, ourTime), barTime);
            if (done % EventsPerStretch == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(Math.Min(1, (double)done / Math.Max(total, 1)));
            }
            if (next == long.MaxValue || (next >= until && barTime > until)) break;
            if (signals is not null && signals.Next.Nanoseconds <= next) signals.Feed(new Instant(next), funding, session);
            if (funding is not null && funding.Next.Nanoseconds < next) funding.Feed(new Instant(next), session);
            if (venueTime == next)
            {
                session.ProcessAtVenue(atVenue.TakeHappened(), new Instant(venueTime));
            }
            else if (barTime == next)
            {
                session.Process(bar);
                barCount++;
                hasBar = bars.TryRead(out bar);
            }
            else
            {
                session.Process(toUs.TakeReceived());
            }
        }
        funding?.Feed(Instant.MaxValue, session);
        return barCount;
    }

    private BookCursor Earliest(bool happened)
    {
        var earliest = cursors[0];
        for (var index = 1; index < cursors.Length; index++)
        {
            var cursor = cursors[index];
            if (happened ? cursor.NextHappened < earliest.NextHappened : cursor.NextReceived < earliest.NextReceived) earliest = cursor;
        }
        return earliest;
    }
}
