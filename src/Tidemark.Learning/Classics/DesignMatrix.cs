using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>The features of samples as columns of doubles, with targets and weights; centred where there is an intercept, which keeps every problem well conditioned.</summary>
internal sealed class DesignMatrix
{
    private DesignMatrix(double[][] columns, double[] targets, double[] weights, double[] means)
    {
        Columns = columns;
        Targets = targets;
        Weights = weights;
        Means = means;
    }

    /// <summary><c>[features][samples]</c>, less their means where they are centred.</summary>
    public double[][] Columns { get; }

    public double[] Targets { get; }

    /// <summary>One a sample; ones where all are equal.</summary>
    public double[] Weights { get; }

    /// <summary>What was taken from each column; zeros where they are not centred.</summary>
    public double[] Means { get; }

    public int Count => Targets.Length;

    public int Width => Columns.Length;

    /// <param name="set">The samples; those of weight zero are left out.</param>
    /// <param name="isCentred">Whether the weighted mean is taken from each column.</param>
    /// <exception cref="ArgumentException">There are no samples, or a feature, target or weight is not possible; the message names the place.</exception>
    public static DesignMatrix Of(TrainingSet set, bool isCentred)
    {
        if (set.Targets.Length != set.Count || (!set.Weights.IsEmpty && set.Weights.Length != set.Count))
            throw new ArgumentException($"{set.Count} samples have {set.Targets.Length} targets and {set.Weights.Length} weights");
        var kept = Enumerable.Range(0, set.Count).Where(i => WeightOf(set, i) > 0).ToArray();
        if (kept.Length == 0) throw new ArgumentException(set.Count == 0 ? "there are no samples to learn from" : "all samples have weight zero");
        var width = set.Features.Columns;
        var columns = new double[width][];
        for (var j = 0; j < width; j++) columns[j] = new double[kept.Length];
        var (targets, weights) = (new double[kept.Length], new double[kept.Length]);
        for (var i = 0; i < kept.Length; i++)
        {
            var row = set.Features.Read(set.Rows.Span[kept[i]], 1);
            for (var j = 0; j < width; j++)
            {
                if (!float.IsFinite(row[j])) throw new ArgumentException(FormattableString.Invariant($"row {set.Rows.Span[kept[i]] + 1}: feature '{NameOf(set, j)}' is {row[j]}; this model takes finite values only"));
                columns[j][i] = row[j];
            }
            targets[i] = set.Targets.Span[kept[i]];
            weights[i] = WeightOf(set, kept[i]);
            if (!double.IsFinite(targets[i])) throw new ArgumentException(FormattableString.Invariant($"row {set.Rows.Span[kept[i]] + 1}: the target is {targets[i]}; it must be finite"));
        }
        var means = new double[width];
        if (isCentred)
            for (var j = 0; j < width; j++) means[j] = Centre(columns[j], weights);
        return new DesignMatrix(columns, targets, weights, means);
    }

    /// <summary>Takes the weighted mean away, and returns it. A constant column becomes exactly zero.</summary>
    public static double Centre(double[] values, double[] weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * (values[i] - values[0]);
            total += weights[i];
        }
        var mean = values[0] + sum / total;
        for (var i = 0; i < values.Length; i++) values[i] -= mean;
        return mean;
    }

    private static double WeightOf(TrainingSet set, int sample)
    {
        if (set.Weights.IsEmpty) return 1;
        var weight = set.Weights.Span[sample];
        return weight >= 0 && double.IsFinite(weight) ? weight : throw new ArgumentException(FormattableString.Invariant($"the weight of sample {sample + 1} is {weight}; it must be finite and not negative"));
    }

    private static string NameOf(TrainingSet set, int column) => column < set.Columns.Length ? set.Columns[column] : FormattableString.Invariant($"{column + 1}");
}
