using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>
/// The trend that follows: straight lines are fitted to the logarithms of the next closes over several lengths; the length with the largest
/// t-value of the slope, up or down, decides. Two classes, or three with a smallest t-value for a trend, or the t-value itself.
/// </summary>
/// <param name="Shortest">Closes of the shortest line, that of the bar included; at least 3.</param>
/// <param name="Longest">Closes of the longest line.</param>
/// <param name="Step">From one length to the next.</param>
/// <param name="SmallestT">What is less steep has no trend; 0 for two classes.</param>
/// <param name="GivesT">Whether the t-value is the label.</param>
/// <remarks>Source: M. López de Prado, "Machine Learning for Asset Managers" (2020), section 5.4.</remarks>
public sealed record TrendScanLabel(int Shortest = 5, int Longest = 20, int Step = 1, double SmallestT = 0, bool GivesT = false) : LabelRule
{
    /// <summary>A perfect line has no error to divide by.</summary>
    private const double LargestT = 1e6;

    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture,
        $"trend:shortest={Shortest},longest={Longest}{(Step == 1 ? "" : $",step={Step}")}{(SmallestT > 0 ? $",min-t={SmallestT}" : "")}{(GivesT ? ",value=t" : "")}");

    /// <inheritdoc/>
    public override LearningTask Task => GivesT ? LearningTask.Regression : SmallestT > 0 ? LearningTask.MultiClass : LearningTask.Binary;

    /// <inheritdoc/>
    public override int Horizon => Longest - 1;

    /// <inheritdoc/>
    public override LabelColumn Compute(BarColumns bars)
    {
        var labels = LabelColumn.Empty(bars.Count);
        var closes = bars.Close.Span;
        var logs = new double[bars.Count];
        for (var i = 0; i < logs.Length; i++) logs[i] = Math.Log(closes[i]);
        for (var i = 0; i + Longest <= bars.Count; i++)
        {
            var (best, length) = (double.NaN, 0);
            for (var closesInLine = Shortest; closesInLine <= Longest; closesInLine += Step)
            {
                var t = SlopeT(logs.AsSpan(i, closesInLine));
                if (double.IsNaN(best) || Math.Abs(t) > Math.Abs(best)) (best, length) = (t, closesInLine);
            }
            var isFlat = SmallestT > 0 && Math.Abs(best) < SmallestT;
            var value = GivesT ? best : Task == LearningTask.Binary ? best > 0 ? 1 : 0 : isFlat ? 1 : best > 0 ? 2 : 0;
            // Which length is the steepest is known only once the longest has come.
            labels.Set(i, value, i + Longest - 1, logs[i + length - 1] - logs[i]);
        }
        return labels;
    }

    /// <summary>The slope of the least-squares line over its standard error.</summary>
    internal static double SlopeT(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var middle = (n - 1) / 2.0;
        double mean = 0, spread = 0, product = 0;
        foreach (var value in values) mean += value;
        mean /= n;
        for (var i = 0; i < n; i++)
        {
            spread += (i - middle) * (i - middle);
            product += (i - middle) * (values[i] - mean);
        }
        var slope = product / spread;
        var error = 0.0;
        for (var i = 0; i < n; i++)
        {
            var rest = values[i] - mean - slope * (i - middle);
            error += rest * rest;
        }
        if (slope == 0) return 0;
        var deviation = Math.Sqrt(error / (n - 2) / spread);
        return deviation > 0 ? Math.Clamp(slope / deviation, -LargestT, LargestT) : Math.Sign(slope) * LargestT;
    }
}
