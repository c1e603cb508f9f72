namespace Tidemark.Indicators.Catalog;

/// <summary>Under which heading people look for an indicator.</summary>
public enum IndicatorGroup : byte
{
    MovingAverages,
    Bands,
    Momentum,
    Trend,
    Volatility,
    Volume,
    Statistics,
    Prices,
    Cycles,
    Levels,
    Candlesticks,
    ChartPatterns,
    OrderFlow,
}
