namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// What "long", "short" or "near" means: a multiple of the average of some length over the candles before the one in question. These
/// are TA-Lib's defaults.
/// </summary>
/// <param name="Measure">The length that is averaged.</param>
/// <param name="Period">Over how many candles.</param>
/// <param name="Factor">By what the average is multiplied.</param>
internal sealed record CandleSetting(CandleMeasure Measure, int Period, double Factor)
{
    /// <summary>A real body is long when it is longer than the average one.</summary>
    public static CandleSetting BodyLong { get; } = new(CandleMeasure.Body, 10, 1);

    /// <summary>A real body is short when it is shorter than the average one.</summary>
    public static CandleSetting BodyShort { get; } = new(CandleMeasure.Body, 10, 1);

    /// <summary>A real body is that of a doji when it is not longer than a tenth of the average range.</summary>
    public static CandleSetting BodyDoji { get; } = new(CandleMeasure.Range, 10, 0.1);

    /// <summary>A shadow is short when it is shorter than the average one.</summary>
    public static CandleSetting ShadowShort { get; } = new(CandleMeasure.Shadows, 10, 1);

    /// <summary>A shadow is very short when it is shorter than a tenth of the average range.</summary>
    public static CandleSetting ShadowVeryShort { get; } = new(CandleMeasure.Range, 10, 0.1);

    /// <summary>Prices are near when they are within a fifth of the average range.</summary>
    public static CandleSetting Near { get; } = new(CandleMeasure.Range, 5, 0.2);

    /// <summary>Prices are far apart when there are three fifths of the average range between them.</summary>
    public static CandleSetting Far { get; } = new(CandleMeasure.Range, 5, 0.6);

    /// <summary>Prices are the same when they are within a twentieth of the average range.</summary>
    public static CandleSetting Equal { get; } = new(CandleMeasure.Range, 5, 0.05);

    /// <summary>The length of a candle that goes into the average.</summary>
    public double Of(in Candle candle) => Measure switch
    {
        CandleMeasure.Body => candle.Body,
        CandleMeasure.Range => candle.Range,
        _ => candle.UpperShadow + candle.LowerShadow,
    };

    /// <summary>The threshold that a total over the period makes; the order of operations decides what is equal, and is TA-Lib's.</summary>
    public double Threshold(double total)
    {
        var average = Factor * (total / Period);
        return Measure == CandleMeasure.Shadows ? average / 2 : average;
    }
}
