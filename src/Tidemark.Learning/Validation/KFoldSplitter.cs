using System.Globalization;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Validation;

/// <summary>
/// Plain K-fold: each sample is tested once, and all others are learnt from, whatever their labels overlap. For samples that have nothing to
/// do with time; for markets use <see cref="PurgedKFoldSplitter"/>.
/// </summary>
public sealed class KFoldSplitter : ISplitter
{
    private readonly int folds;
    private readonly ulong? seed;

    /// <param name="folds">How many, at least 2.</param>
    /// <param name="seed">Shuffles the samples first; null leaves them side by side.</param>
    public KFoldSplitter(int folds, ulong? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        this.folds = folds;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"kfold:folds={folds}{(seed is { } given ? $",seed={given}" : "")}");

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SampleSpans samples)
    {
        if (samples.Count < folds) throw new ArgumentException($"{samples.Count} samples cannot be split into {folds} folds");
        var order = new int[samples.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        if (seed is { } given) Shuffle(order, new SeededRandom(given, "k-fold"));
        var folded = new int[order.Length];
        var parts = Purging.Parts(order.Length, folds);
        for (var fold = 0; fold < folds; fold++)
            foreach (var sample in order.AsSpan(parts[fold].First..parts[fold].End)) folded[sample] = fold;
        return [.. Enumerable.Range(0, folds).Select(fold => new Fold { Number = fold, Train = Where(folded, other => other != fold), Test = Where(folded, other => other == fold) })];
    }

    private static void Shuffle(int[] order, SeededRandom random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = random.NextInt(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    private static int[] Where(int[] folded, Func<int, bool> isMeant) => [.. Enumerable.Range(0, folded.Length).Where(sample => isMeant(folded[sample]))];
}
