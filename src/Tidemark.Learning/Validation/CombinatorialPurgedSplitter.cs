using System.Globalization;

namespace Tidemark.Learning.Validation;

/// <summary>
/// Combinatorial purged cross-validation: the samples are cut in time into N groups; every choice of k groups is tested once, learnt from the
/// others, purged and embargoed. Each sample is tested in C(N-1, k-1) folds, and as many whole paths through time can be put together.
/// </summary>
/// <remarks>Source: M. López de Prado, "Advances in Financial Machine Learning" (2018), chapter 12.</remarks>
public sealed class CombinatorialPurgedSplitter : ISplitter
{
    private const int MostFolds = 5_000;
    private readonly int groups;
    private readonly int testGroups;
    private readonly double embargo;
    private readonly int[][] choices;

    /// <param name="groups">N, at least 2.</param>
    /// <param name="testGroups">k, at least 1 and less than N.</param>
    /// <param name="embargo">As for <see cref="PurgedKFoldSplitter"/>, after each block of test samples.</param>
    /// <exception cref="ArgumentException">The numbers make no sense, or more than 5,000 folds.</exception>
    public CombinatorialPurgedSplitter(int groups, int testGroups, double embargo = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(testGroups, 1);
        if (testGroups >= groups) throw new ArgumentException($"{testGroups} test groups of {groups} leave nothing to learn from");
        if (Choose(groups, testGroups) > MostFolds) throw new ArgumentException($"{testGroups} of {groups} groups are more than {MostFolds} folds");
        this.groups = groups;
        this.testGroups = testGroups;
        this.embargo = Purging.CheckedEmbargo(embargo);
        choices = [.. Choices([], 0)];
    }

    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"combinatorial:groups={groups},test={testGroups},embargo={embargo}");

    /// <summary>How many paths there are, and in how many folds each sample is tested.</summary>
    public int Paths => (int)Choose(groups - 1, testGroups - 1);

    /// <inheritdoc/>
    public IReadOnlyList<Fold> Split(SampleSpans samples)
    {
        if (samples.Count < groups) throw new ArgumentException($"{samples.Count} samples cannot be split into {groups} groups");
        var parts = Purging.Parts(samples.Count, groups);
        var embargoed = Purging.Embargo(embargo, samples.Count);
        return [.. choices.Select((choice, number) => Make(samples, [.. choice.Select(group => parts[group])], embargoed, number))];
    }

    /// <summary>For each sample the fold that tests it on a path: predictions of those folds make one whole history out of sample.</summary>
    /// <param name="samples">How many samples were split.</param>
    /// <param name="path">Which path, from 0 to <see cref="Paths"/> - 1.</param>
    public int[] FoldsOfPath(int samples, int path)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(path);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(path, Paths);
        var folds = new int[samples];
        var parts = Purging.Parts(samples, groups);
        for (var group = 0; group < groups; group++)
        {
            var tested = Enumerable.Range(0, choices.Length).Where(fold => choices[fold].Contains(group)).ElementAt(path);
            folds.AsSpan(parts[group].First..parts[group].End).Fill(tested);
        }
        return folds;
    }

    private Fold Make(SampleSpans samples, List<(int First, int End)> blocks, int embargoed, int number)
    {
        // Groups side by side are one block: no embargo between them.
        var together = new List<(int First, int End)>();
        foreach (var block in blocks)
        {
            if (together.Count > 0 && together[^1].End == block.First) together[^1] = (together[^1].First, block.End);
            else together.Add(block);
        }
        var train = Purging.Around(samples, together, embargoed);
        if (train.Length == 0) throw new ArgumentException($"fold {number} of {choices.Length}: of {samples.Count} samples none is left to learn from once overlapping labels are left out");
        return new Fold { Number = number, Train = train, Test = together.SelectMany(block => Enumerable.Range(block.First, block.End - block.First)).ToArray() };
    }

    private IEnumerable<int[]> Choices(int[] chosen, int from)
    {
        if (chosen.Length == testGroups) return [chosen];
        return Enumerable.Range(from, groups - from).SelectMany(group => Choices([.. chosen, group], group + 1));
    }

    private static long Choose(int all, int taken)
    {
        var result = 1L;
        for (var i = 1; i <= taken; i++)
        {
            result = result * (all - taken + i) / i;
            if (result > MostFolds * (long)all) return result;
        }
        return result;
    }
}
