namespace Tidemark.Indicators.Candlesticks;

/// <summary>Which length of a candle is averaged.</summary>
internal enum CandleMeasure : byte
{
    /// <summary>Open to close.</summary>
    Body,

    /// <summary>Low to high.</summary>
    Range,

    /// <summary>Both shadows together; half of it stands for one.</summary>
    Shadows,
}
