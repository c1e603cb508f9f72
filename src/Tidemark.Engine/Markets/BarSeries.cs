using System.Runtime.CompilerServices;
using Tidemark.Engine.Bars;
using Tidemark.Engine.Strategies;
using Tidemark.Indicators;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Engine.Markets;

/// <summary>
/// The bars of one instrument and interval inside a session: the last one, the indicators fed by them, and the strategies that want
/// to be called. Longer intervals are built from the base series by the aggregator.
/// </summary>
internal sealed class BarSeries(int number, InstrumentIndex instrument, Interval interval, BarAggregator? aggregator)
{
    private Indicator[] indicators = [];
    private TradeIndicator[] tradeIndicators = [];
    private QuoteIndicator[] quoteIndicators = [];
    private Bar last;

    /// <summary>The dense number of the series in the session.</summary>
    public int Number => number;

    public InstrumentIndex Instrument => instrument;

    public Interval Interval => interval;

    /// <summary>Builds this series from the base series; null for the base series itself.</summary>
    public BarAggregator? Aggregator => aggregator;

    /// <summary>The series built from this one.</summary>
    public List<BarSeries> Longer { get; } = [];

    /// <summary>What is fed with its bars, in the order of feeding.</summary>
    public IReadOnlyList<Indicator> Indicators => indicators;

    /// <summary>The strategies to call, in the order in which they subscribed.</summary>
    public StrategyRuntime[] Subscribers { get; private set; } = [];

    /// <summary>The last closed bar.</summary>
    public ref readonly Bar Last => ref last;

    /// <summary>Whether a bar has closed yet; prices are never zero.</summary>
    public bool HasBar => last.Close > 0;

    /// <summary>The longest warm-up of its indicators, in its own bars.</summary>
    public int WarmUp => indicators.Length == 0 ? 0 : indicators.Max(indicator => indicator.WarmUp);

    /// <summary>Has a strategy called with every bar; asking twice changes nothing.</summary>
    public void Subscribe(StrategyRuntime strategy)
    {
        if (!Subscribers.Contains(strategy)) Subscribers = [.. Subscribers, strategy];
    }

    /// <summary>Has an indicator fed with the bars of the series, or, if it reads trades or quotes, with those of the instrument.</summary>
    public void Add(Indicator indicator)
    {
        indicators = [.. indicators, indicator];
        if (indicator is TradeIndicator ofTrades) tradeIndicators = [.. tradeIndicators, ofTrades];
        if (indicator is QuoteIndicator ofQuotes) quoteIndicators = [.. quoteIndicators, ofQuotes];
    }

    /// <summary>The first tracked average true range of a period; null when there is none.</summary>
    public AverageTrueRange? FindRange(int period)
    {
        foreach (var indicator in indicators)
            if (indicator is AverageTrueRange range && range.Period == period) return range;
        return null;
    }

    /// <summary>Takes a closed bar and updates the indicators in the order in which they were created.</summary>
    // A method of its own also for the compiler: the loop over the indicators then runs in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Apply(in Bar bar)
    {
        last = bar;
        foreach (var indicator in indicators) indicator.Update(bar);
    }

    /// <summary>Feeds a trade to the indicators that read trades.</summary>
    public void Apply(in Trade trade)
    {
        foreach (var indicator in tradeIndicators) indicator.Update(trade);
    }

    /// <summary>Feeds a quote to the indicators that read quotes.</summary>
    public void Apply(in Quote quote)
    {
        foreach (var indicator in quoteIndicators) indicator.Update(quote);
    }
}
