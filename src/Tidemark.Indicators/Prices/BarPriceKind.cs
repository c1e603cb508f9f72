namespace Tidemark.Indicators.Prices;

/// <summary>Ways to make one price of a bar.</summary>
public enum BarPriceKind : byte
{
    /// <summary>The mean of open, high, low and close.</summary>
    Average,

    /// <summary>The middle between high and low.</summary>
    Median,

    /// <summary>The mean of high, low and close.</summary>
    Typical,

    /// <summary>The mean of high, low and the close twice.</summary>
    WeightedClose,
}
