using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Venues;

/// <summary>Counts large orders and fills over gaps. Works only where orders fill.</summary>
internal sealed class FillWatch(SessionSetup setup)
{
    private readonly Instant[] matchedLast = [.. setup.Instruments.Select(_ => Instant.MinValue)];
    private int largeOrders;
    private int fillsOverGaps;

    public FillCounts Counts => new(largeOrders, fillsOverGaps);

    /// <summary>Notes a fill.</summary>
    /// <param name="order">The order, after it.</param>
    /// <param name="bar">Where it happened.</param>
    /// <param name="wanted">What the order would have filled without the limit of volume, in base units.</param>
    public void Note(RestingOrder order, in Bar bar, decimal wanted)
    {
        var instrument = order.Request.Instrument.Value;
        if (!order.IsLarge && Exact.ToDouble(wanted) > FillCounts.LargeShare * bar.Volume)
        {
            order.IsLarge = true;
            largeOrders++;
        }
        if (bar.OpenTime > Expected(instrument, order.ActiveFrom)) fillsOverGaps++;
    }

    /// <summary>Notes that a bar met the orders of its instrument.</summary>
    public void Matched(InstrumentIndex instrument, Instant barOpen) => matchedLast[instrument.Value] = barOpen;

    /// <summary>The open of the bar in which an order should have come next, were no bar missing.</summary>
    private Instant Expected(int instrument, Instant activeFrom)
    {
        var interval = setup.BaseIntervals[instrument];
        var first = interval.OpenOf(activeFrom);
        if (first < activeFrom) first = interval.CloseOf(first);
        var last = matchedLast[instrument];
        return last >= first ? interval.CloseOf(last) : first;
    }
}
