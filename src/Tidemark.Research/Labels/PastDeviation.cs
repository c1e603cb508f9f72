using Tidemark.Indicators.Columns;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Research.Labels;

/// <summary>The sample deviation of the last logarithmic returns until each bar; NaN until there are enough.</summary>
internal static class PastDeviation
{
    public static double[] Of(BarColumns bars, int returns)
    {
        var values = new double[bars.Count];
        new RealizedVolatility(returns).Compute(BarSpans.Of(bars), new OutputColumns(values, 1, values.Length));
        return values;
    }
}
