using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Trees.Forests;

/// <summary>Predicts each sample by the trees whose bootstrap left it out.</summary>
internal sealed class OutOfBag(Samples samples)
{
    private readonly double[] sums = new double[samples.Count * samples.Outputs];
    private readonly int[] votes = new int[samples.Count];

    /// <param name="counts">How often each sample was drawn for the tree.</param>
    public void Add(GrownTree tree, int[] counts)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            if (counts[row] > 0) continue;
            var values = tree.Values(tree.LeafOf(samples.Row(row)));
            for (var i = 0; i < values.Length; i++) sums[row * values.Length + i] += values[i];
            votes[row]++;
        }
    }

    /// <summary>The share of samples classified rightly, or R squared; NaN where no sample was left out.</summary>
    public double Score()
    {
        var rows = Enumerable.Range(0, samples.Count).Where(row => votes[row] > 0).ToArray();
        if (rows.Length == 0) return double.NaN;
        if (samples.Task != LearningTask.Regression) return rows.Average(row => Class(row) == (int)samples.Targets[row] ? 1.0 : 0);
        var mean = rows.Average(row => samples.Targets[row]);
        var error = rows.Sum(row => Math.Pow(samples.Targets[row] - sums[row] / votes[row], 2));
        return 1 - error / rows.Sum(row => Math.Pow(samples.Targets[row] - mean, 2));
    }

    private int Class(int row)
    {
        var outputs = samples.Outputs;
        var own = sums.AsSpan(row * outputs, outputs);
        if (outputs == 1) return own[0] / votes[row] > 0.5 ? 1 : 0;
        var best = 0;
        for (var i = 1; i < outputs; i++)
            if (own[i] > own[best]) best = i;
        return best;
    }
}
