using System.Collections.Immutable;
using Tidemark.Learning.Validation;

namespace Tidemark.Research.Features;

/// <summary>The samples of one dataset or of several with the same features and label, in the order of time, with their place in each fold.</summary>
public sealed class DatasetSamples
{
    private readonly (int Dataset, int Sample)[] order;
    private readonly bool withUnlabelled;

    /// <param name="datasets">At least one; of one list of features and one label.</param>
    /// <param name="folds">How samples are cut into folds; null for none.</param>
    /// <param name="withUnlabelled">Whether <see cref="Lines"/> has rows without a label too.</param>
    /// <exception cref="BadInputException">There are too few samples for the folds.</exception>
    public DatasetSamples(IReadOnlyList<Dataset> datasets, ISplitter? folds, bool withUnlabelled = false)
    {
        this.withUnlabelled = withUnlabelled;
        Datasets = [.. datasets];
        order = [.. datasets.SelectMany((dataset, index) => Enumerable.Range(0, dataset.Count).Select(sample => (index, sample))).OrderBy(each => KnownAtOf(each.index, each.sample)).ThenBy(each => each.index)];
        var own = Datasets.Select(dataset => dataset.Spans).ToArray();
        Spans = new SampleSpans(order.Select(each => own[each.Dataset].Starts[each.Sample]).ToArray(), order.Select(each => own[each.Dataset].Ends[each.Sample]).ToArray());
        try
        {
            Folds = folds is null ? [] : [.. folds.Split(Spans)];
        }
        catch (ArgumentException failure)
        {
            throw new BadInputException($"--folds: {failure.Message}", failure);
        }
    }

    /// <summary>Where the samples come from.</summary>
    public ImmutableArray<Dataset> Datasets { get; }

    /// <summary>Number of samples.</summary>
    public int Count => order.Length;

    /// <summary>When each is made and its label known.</summary>
    public SampleSpans Spans { get; }

    /// <summary>The folds; none where none were asked for.</summary>
    public ImmutableArray<Fold> Folds { get; }

    /// <summary>The dataset of a sample and its number there.</summary>
    public (Dataset Dataset, int Sample) this[int sample] => (Datasets[order[sample].Dataset], order[sample].Sample);

    /// <summary>The lines of a table in the order of time: every sample with its number, and rows without a label, where they are asked for, with -1.</summary>
    public IEnumerable<DatasetLine> Lines()
    {
        var samples = order.Select((each, number) => new DatasetLine(Datasets[each.Dataset], Datasets[each.Dataset].SampleRows.Span[each.Sample], each.Sample, number));
        return !withUnlabelled ? samples : samples.Concat(Datasets.SelectMany(dataset => dataset.UnlabelledRows.ToArray().Select(row => new DatasetLine(dataset, row, -1, -1))))
            .OrderBy(line => line.Dataset.KnownAt.Span[line.Row]).ThenBy(line => Datasets.IndexOf(line.Dataset));
    }

    /// <summary>How many lines that are.</summary>
    public int LineCount => Count + (withUnlabelled ? Datasets.Sum(dataset => dataset.UnlabelledRows.Length) : 0);

    /// <summary>For each sample the fold that tests it, the last one where there are several; -1 for none.</summary>
    public int[] TestFolds()
    {
        var tested = new int[Count];
        tested.AsSpan().Fill(-1);
        foreach (var fold in Folds)
            foreach (var sample in fold.Test.Span) tested[sample] = fold.Number;
        return tested;
    }

    /// <summary>The part that each sample has in a fold.</summary>
    public static FoldPart[] PartsOf(Fold fold, int samples)
    {
        var parts = new FoldPart[samples];
        foreach (var sample in fold.Train.Span) parts[sample] = FoldPart.Train;
        foreach (var sample in fold.Validation.Span) parts[sample] = FoldPart.Validation;
        foreach (var sample in fold.Test.Span) parts[sample] = FoldPart.Test;
        return parts;
    }

    private long KnownAtOf(int dataset, int sample) => Datasets[dataset].KnownAt.Span[Datasets[dataset].SampleRows.Span[sample]];
}
