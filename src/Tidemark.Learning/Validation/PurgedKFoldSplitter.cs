using System.Globalization;

namespace Tidemark.Learning.Validation;

/// <summary>
/// Purged and embargoed K-fold: the samples are cut in time into K blocks; each is tested once, and learnt is from the others, without those
/// whose spans touch that of a test sample and without the first ones after the test block.
/// </summary>
/// <remarks>Source: M. López de Prado, "Advances in Financial Machine Learning" (2018), sections 7.3 and 7.4.</remarks>
public sealed class PurgedKFoldSplitter : ISplitter
{
    private readonly int folds;
    private readonly double embargo;

    /// <param name="folds">How many, at least 2.</param>
    /// <param name="embargo">How many samples that follow the last label of a test block are left out: below 1 a share of all samples, otherwise a number.</param>
    /// <exception cref="ArgumentException">The numbers make no sense.</exception>
    public PurgedKFoldSplitter(int folds, double embargo = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        this.folds = folds;
        this.embargo = Purging.CheckedEmbargo(embargo);
    }

    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"purged-kfold:folds={folds},embargo={embargo}");

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SampleSpans samples)
    {
        if (samples.Count < folds) throw new ArgumentException($"{samples.Count} samples cannot be split into {folds} folds");
        return [.. Purging.Parts(samples.Count, folds).Select((part, number) => Make(samples, part, number))];
    }

    private Fold Make(SampleSpans samples, (int First, int End) part, int number)
    {
        var train = Purging.Around(samples, [part], Purging.Embargo(embargo, samples.Count));
        if (train.Length == 0) throw new ArgumentException($"fold {number} of {folds}: of {samples.Count} samples none is left to learn from once overlapping labels are left out");
        return new Fold { Number = number, Train = train, Test = Enumerable.Range(part.First, part.End - part.First).ToArray() };
    }
}
