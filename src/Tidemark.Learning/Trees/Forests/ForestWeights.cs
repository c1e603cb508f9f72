using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Forests;

/// <summary>What each sample weighs in a tree: its own weight, times that of its class, times how often the bootstrap drew it.</summary>
internal sealed class ForestWeights(ForestOptions options, Samples samples)
{
    /// <param name="counts">How often each sample was drawn; empty without a bootstrap.</param>
    public double[] Draw(SeededRandom random, out int[] counts)
    {
        var weights = Array.ConvertAll(samples.Weights, weight => (double)weight);
        counts = [];
        if (!options.Bootstrap)
        {
            Balance(weights, null);
            return weights;
        }
        counts = new int[samples.Count];
        // Drawn again until something is in the tree that weighs.
        do
        {
            Array.Clear(counts);
            for (var i = Math.Max(1, (int)Math.Round(options.SampleShare * samples.Count)); i > 0; i--) counts[random.NextInt(samples.Count)]++;
        }
        while (!counts.Where((count, i) => count > 0 && weights[i] > 0).Any());
        Balance(weights, options.ClassWeight == "balanced_subsample" ? counts : null);
        for (var i = 0; i < weights.Length; i++) weights[i] *= counts[i];
        return weights;
    }

    /// <summary>Classes weigh the samples over the classes times the samples of the class.</summary>
    private void Balance(double[] weights, int[]? counts)
    {
        if (options.ClassWeight == "none" || samples.Task == LearningTask.Regression) return;
        var members = new double[samples.Classes];
        for (var i = 0; i < weights.Length; i++) members[(int)samples.Targets[i]] += counts?[i] ?? 1;
        var all = members.Sum();
        var present = members.Count(count => count > 0);
        for (var i = 0; i < weights.Length; i++)
            if (members[(int)samples.Targets[i]] is > 0 and var own) weights[i] *= all / (present * own);
    }
}
