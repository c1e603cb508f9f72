namespace Tidemark.Research.Labels;

/// <summary>How much samples weigh whose labels overlap.</summary>
/// <remarks>
/// A label covers the bars after its own until where it ends, for those bars' returns make it. Source: M. López de Prado, "Advances in
/// Financial Machine Learning" (2018), sections 4.3, 4.4 and 4.10, which counts the bar of the sample itself as well.
/// </remarks>
public static class SampleWeights
{
    /// <summary>
    /// Average uniqueness: the mean over the bars of a label of one over the number of labels that cover the bar. 1 where no label overlaps another.
    /// </summary>
    /// <param name="bars">How many bars there are.</param>
    /// <param name="rows">The bar of each sample, increasing.</param>
    /// <param name="ends">The bar where its label ends, not before its own.</param>
    public static double[] Uniqueness(int bars, ReadOnlySpan<int> rows, ReadOnlySpan<int> ends)
    {
        var concurrency = Concurrency(bars, rows, ends);
        var shares = new double[bars + 1];
        for (var bar = 0; bar < bars; bar++) shares[bar + 1] = shares[bar] + (concurrency[bar] > 0 ? 1.0 / concurrency[bar] : 0);
        var weights = new double[rows.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = ends[i] > rows[i] ? (shares[ends[i] + 1] - shares[rows[i] + 1]) / (ends[i] - rows[i]) : 1;
        return weights;
    }

    /// <summary>
    /// Return attribution: the sum over the bars of a label of their logarithmic return over the number of labels that cover the bar, without its
    /// sign, scaled so that weights sum to the number of samples.
    /// </summary>
    /// <param name="closes">The close of each bar.</param>
    /// <param name="rows">The bar of each sample, increasing.</param>
    /// <param name="ends">The bar where its label ends.</param>
    public static double[] ReturnAttribution(ReadOnlySpan<double> closes, ReadOnlySpan<int> rows, ReadOnlySpan<int> ends)
    {
        var concurrency = Concurrency(closes.Length, rows, ends);
        var attributed = new double[closes.Length + 1];
        for (var bar = 0; bar < closes.Length; bar++)
            attributed[bar + 1] = attributed[bar] + (bar > 0 && concurrency[bar] > 0 ? Math.Log(closes[bar] / closes[bar - 1]) / concurrency[bar] : 0);
        var weights = new double[rows.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] = Math.Abs(attributed[ends[i] + 1] - attributed[rows[i] + 1]);
        for (var i = 0; i < weights.Length; i++) weights[i] = sum > 0 ? weights[i] * weights.Length / sum : 1;
        return weights;
    }

    /// <summary>How many labels cover each bar.</summary>
    internal static int[] Concurrency(int bars, ReadOnlySpan<int> rows, ReadOnlySpan<int> ends)
    {
        var change = new int[bars + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            if (ends[i] <= rows[i]) continue;
            change[rows[i] + 1]++;
            change[ends[i] + 1]--;
        }
        var concurrency = new int[bars];
        for (int bar = 0, open = 0; bar < bars; bar++) concurrency[bar] = open += change[bar];
        return concurrency;
    }
}
