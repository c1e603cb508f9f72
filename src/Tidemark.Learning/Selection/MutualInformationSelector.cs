using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Selection;

/// <summary>
/// Ranks each feature for itself by its mutual information with the target, in nats: by nearest neighbours (Ross for classes, Kraskov for numbers), after
/// scaling to unit deviation and with a noise of 1e-10 against ties; or by bins. The validation samples are not looked at.
/// </summary>
/// <param name="Neighbours">How many neighbours; 0 counts bins instead.</param>
/// <param name="Bins">How many bins.</param>
/// <param name="MostSamples">Where there are more samples, so many evenly spread ones are taken for numbers, whose work grows with the square.</param>
public sealed record MutualInformationSelector(int Neighbours = 3, int Bins = 16, int MostSamples = 3_000) : IFeatureSelector
{
    private const double Noise = 1e-10;

    /// <inheritdoc/>
    public string Name => "mutual-information";

    /// <inheritdoc/>
    public FeatureRanking Rank(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var targets = train.Targets.ToArray();
        var isNumber = train.Task == LearningTask.Regression;
        var scores = new double[train.Features.Columns];
        var random = new SeededRandom(context.Seed, "mutual information");
        var columns = ChosenColumns.Filled(train);
        var (chosen, count) = isNumber && Neighbours > 0 ? (Math.Max(targets.Length / (double)MostSamples, 1), Math.Min(targets.Length, MostSamples)) : (1, targets.Length);
        double[] Thinned(double[] values) => [.. Enumerable.Range(0, count).Select(i => values[(int)(i * chosen)])];
        var scaled = isNumber && Neighbours > 0 ? Scaled(Thinned(targets), random) : [];
        var classes = Neighbours > 0 && !isNumber ? [.. targets.Select(target => (int)target)] : isNumber ? MutualInformation.Bins(targets, Bins) : Array.ConvertAll(targets, target => (int)target);
        for (var column = 0; column < scores.Length; column++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            scores[column] = Neighbours == 0 ? MutualInformation.Binned(MutualInformation.Bins(columns[column], Bins), classes)
                : isNumber ? MutualInformation.OfNumbers(Scaled(Thinned(columns[column]), random), scaled, Neighbours)
                : MutualInformation.OfClasses(Scaled(columns[column], random), classes, Neighbours);
        }
        return FeatureRanking.ByScore(scores);
    }

    private static double[] Scaled(double[] values, SeededRandom random)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        return [.. values.Select(value => (deviation > 0 ? (value - mean) / deviation : 0) + Noise * random.NextNormal())];
    }
}
