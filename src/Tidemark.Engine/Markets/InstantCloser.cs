using Tidemark.Engine.Strategies;

namespace Tidemark.Engine.Markets;

/// <summary>
/// Collects the bars that close at one moment and calls the strategies when all have come: <c>OnBar</c> for longer intervals first,
/// then by instrument; <c>OnBarsClosed</c> once after them.
/// </summary>
internal sealed class InstantCloser(List<StrategyRuntime> strategies)
{
    private readonly List<BarSeries> closed = [];
    public bool IsEmpty => closed.Count == 0;

    /// <summary>Whether some strategy hears that all bars of a moment were given.</summary>
    public bool IsHeard { get; private set; }

    public void Add(BarSeries series) => closed.Add(series);

    /// <summary>Registers the next strategy: whether some strategy hears that all bars of a moment were given.</summary>
    public void AddStrategy(bool hearsBarsClosed) => IsHeard |= hearsBarsClosed;

    /// <summary>Calls the strategies, or, before trading starts, only forgets the bars.</summary>
    public void CallStrategies(Instant closeTime, bool isTrading, TradingEngine engine)
    {
        if (isTrading)
        {
            if (!IsSorted()) closed.Sort(LongerFirst);
            for (var index = 0; index < closed.Count; index++) CallOnBar(closed[index], closeTime, engine);
            CallOnBarsClosed(closeTime, engine);
        }
        closed.Clear();
    }

    /// <summary>The same for a single series that closed alone.</summary>
    public void CallStrategies(BarSeries only, Instant closeTime, TradingEngine engine)
    {
        CallOnBar(only, closeTime, engine);
        CallOnBarsClosed(closeTime, engine);
    }

    private void CallOnBarsClosed(Instant closeTime, TradingEngine engine)
    {
        if (!IsHeard) return;
        for (var index = 0; index < strategies.Count; index++)
        {
            strategies[index].Strategy.OnBarsClosed(closeTime);
            if (engine.HasNotices) engine.TellStrategies();
        }
    }

    private static void CallOnBar(BarSeries series, Instant closeTime, TradingEngine engine)
    {
        var bar = new BarClosed(series.Instrument, series.Interval, series.Last, closeTime);
        foreach (var runtime in series.Subscribers)
        {
            runtime.CurrentInstrument = series.Instrument;
            runtime.Strategy.OnBar(bar);
            if (runtime.Trades is { } trades && series.Aggregator is null) trades.Close(bar);
            if (engine.HasNotices) engine.TellStrategies();
        }
    }

    /// <summary>Bars come in order; only those built from shorter ones stand behind.</summary>
    private bool IsSorted()
    {
        for (var index = 1; index < closed.Count; index++)
            if (LongerFirst(closed[index - 1], closed[index]) > 0) return false;
        return true;
    }

    private static int LongerFirst(BarSeries left, BarSeries right)
    {
        var byLength = right.Interval.ApproximateNanoseconds.CompareTo(left.Interval.ApproximateNanoseconds);
        return byLength != 0 ? byLength : left.Instrument.Value.CompareTo(right.Instrument.Value);
    }
}
