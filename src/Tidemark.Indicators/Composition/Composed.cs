namespace Tidemark.Indicators.Composition;

/// <summary>What may stand inside another indicator.</summary>
internal static class Composed
{
    /// <summary>Gives the output back when the indicator has it and is fed with bars.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="ArgumentException">The indicator is fed with something else.</exception>
    public static int Checked(Indicator inner, int output = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, inner.OutputCount);
        return inner is TradeIndicator or QuoteIndicator ? throw new ArgumentException("it is not fed with bars, so no indicator of bars can stand on it", nameof(inner)) : output;
    }
}
