using System.Globalization;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Trees.Forests;

/// <summary>
/// Averages many deep trees, each grown on a bootstrap of the samples or on random thresholds. Sources: L. Breiman, "Random Forests"
/// (2001); P. Geurts et al., "Extremely Randomized Trees" (2006).
/// </summary>
internal sealed class Forest(ForestOptions options) : IEstimator
{
    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var samples = Samples.Of(train);
        var impurity = ImpurityOf(samples);
        var threads = options.Threads > 0 ? options.Threads : context.Threads;
        var seed = options.Seed ?? context.Seed;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var columns = new RankedColumn[samples.Columns];
        Parallel.For(0, columns.Length, parallel, feature => columns[feature] = new RankedColumn(samples, feature));
        var toTry = FeaturesToTry(samples);
        var weighting = new ForestWeights(options, samples);
        var trees = new GrownTree[options.Trees];
        var growers = new System.Collections.Concurrent.ConcurrentBag<ForestGrower>();
        var outOfBag = options.OutOfBag ? new OutOfBag(samples) : null;
        // A tree has its own random stream, so the number of threads changes nothing; the training thread reports between batches.
        for (var first = 0; first < trees.Length;)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(trees.Length, first + 2 * threads);
            var counts = new int[end - first][];
            Parallel.For(first, end, parallel, t =>
            {
                if (!growers.TryTake(out var grower)) grower = new ForestGrower(options, columns, impurity, samples, toTry);
                var random = new SeededRandom(seed, $"{options.Kind} tree {t}");
                var weights = weighting.Draw(random, out counts[t - first]);
                var rows = Enumerable.Range(0, samples.Count).Where(row => weights[row] > 0).ToArray();
                trees[t] = grower.Grow(rows, weights, random);
                growers.Add(grower);
            });
            for (; first < end; first++)
            {
                outOfBag?.Add(trees[first], counts[counts.Length - (end - first)]);
                context.Progress?.Invoke(new TrainingProgress(first + 1, trees.Length, double.NaN, double.NaN));
            }
        }
        return TreeModel.Forest(options.Kind, train.Task, samples.Columns, samples.Outputs, trees, outOfBag?.Score());
    }

    private Impurity ImpurityOf(Samples samples)
    {
        var isRegression = samples.Task == LearningTask.Regression;
        if (options.Criterion != "auto" && (options.Criterion is "gini" or "entropy") == isRegression) throw new ArgumentException($"the criterion '{options.Criterion}' is not for {samples.Task} targets");
        return isRegression ? new VarianceImpurity() : new ClassImpurity(samples.Classes, options.Criterion == "entropy");
    }

    private int FeaturesToTry(Samples samples)
    {
        var count = options.Features switch
        {
            "auto" => samples.Task == LearningTask.Regression ? samples.Columns : (int)Math.Sqrt(samples.Columns),
            "sqrt" => (int)Math.Sqrt(samples.Columns),
            "log2" => (int)Math.Log2(samples.Columns),
            "all" or "none" or "None" => samples.Columns,
            var share => (int)(double.Parse(share, CultureInfo.InvariantCulture) * samples.Columns),
        };
        return Math.Max(1, count);
    }
}
