namespace Tidemark.Research.Features.Checks;

/// <summary>How closely a feature goes with what is to be predicted, whatever its scale.</summary>
internal static class Association
{
    /// <summary>Spearman's rank correlation of the pairs that are defined; NaN for fewer than a hundred, or where one never changes.</summary>
    public static double Ranks(ReadOnlySpan<double> feature, ReadOnlySpan<double> target)
    {
        var (left, right) = Defined(feature, target);
        if (left.Length < 100) return double.NaN;
        var (x, y) = (RanksOf(left), RanksOf(right));
        double mean = (left.Length - 1) / 2.0, product = 0, spreadX = 0, spreadY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            product += (x[i] - mean) * (y[i] - mean);
            spreadX += (x[i] - mean) * (x[i] - mean);
            spreadY += (y[i] - mean) * (y[i] - mean);
        }
        return spreadX > 0 && spreadY > 0 ? product / Math.Sqrt(spreadX * spreadY) : double.NaN;
    }

    /// <summary>How well a threshold on the feature tells two classes apart: twice the area under the ROC curve less one.</summary>
    public static double Classes(ReadOnlySpan<double> feature, ReadOnlySpan<double> target)
    {
        var (left, right) = Defined(feature, target);
        var ranks = RanksOf(left);
        double positives = 0, sum = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            if (right[i] <= 0) continue;
            positives++;
            sum += ranks[i] + 1;
        }
        var negatives = ranks.Length - positives;
        return positives < 20 || negatives < 20 ? double.NaN : 2 * (sum - positives * (positives + 1) / 2) / (positives * negatives) - 1;
    }

    private static (double[] Left, double[] Right) Defined(ReadOnlySpan<double> feature, ReadOnlySpan<double> target)
    {
        var (left, right) = (new List<double>(), new List<double>());
        for (var i = 0; i < feature.Length; i++)
        {
            if (!double.IsFinite(feature[i]) || !double.IsFinite(target[i])) continue;
            left.Add(feature[i]);
            right.Add(target[i]);
        }
        return ([.. left], [.. right]);
    }

    /// <summary>Ranks from 0; equal values share the mean of theirs.</summary>
    private static double[] RanksOf(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort([.. values], order);
        var ranks = new double[values.Length];
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]]) end++;
            for (var i = first; i < end; i++) ranks[order[i]] = (first + end - 1) / 2.0;
            first = end;
        }
        return ranks;
    }
}
