namespace Tidemark.Indicators.Catalog;

/// <summary>What an indicator is fed with.</summary>
public enum IndicatorInput : byte
{
    /// <summary>One series: any field of bars, or another indicator.</summary>
    Series,

    /// <summary>Two series side by side.</summary>
    Pair,

    /// <summary>Whole bars.</summary>
    Bars,

    /// <summary>Prints.</summary>
    Trades,

    /// <summary>Best bids and asks.</summary>
    Quotes,
}
