using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;
using Tidemark.Research.Labels;

namespace Tidemark.Research.Features;

/// <summary>
/// Features and labels of one instrument in the order of time. Rows are its bars from the first whose features are warm; samples are the rows that
/// have a label and lie in the range asked for.
/// </summary>
public sealed record Dataset
{
    /// <summary>What the features are.</summary>
    public required FeatureSpecification Specification { get; init; }

    /// <summary>What is to be predicted.</summary>
    public required LabelRule Label { get; init; }

    /// <summary>The data that it is made of.</summary>
    public required FeatureData Data { get; init; }

    /// <summary>The features, a row a bar.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>The bar of the first row, counted in <see cref="FeatureData.Bars"/>.</summary>
    public required int FirstBar { get; init; }

    /// <summary>Bars that have no label because the data have a hole where it would end.</summary>
    public int Interrupted { get; init; }

    /// <summary>When the features of each row are known: the close of its bar, in nanoseconds.</summary>
    public required ReadOnlyMemory<long> KnownAt { get; init; }

    /// <summary>The row of each sample, increasing.</summary>
    public required ReadOnlyMemory<int> SampleRows { get; init; }

    /// <summary>The rows of the range that have warm features and no label, increasing: the last ones, whose future is not there, and those that the rule leaves out.</summary>
    public ReadOnlyMemory<int> UnlabelledRows { get; init; }

    /// <summary>The label of each sample.</summary>
    public required ReadOnlyMemory<double> Targets { get; init; }

    /// <summary>When the label of each sample is known, in nanoseconds.</summary>
    public required ReadOnlyMemory<long> LabelEnds { get; init; }

    /// <summary>The logarithmic return behind the label of each sample.</summary>
    public required ReadOnlyMemory<double> Returns { get; init; }

    /// <summary>The weight of each sample; empty for equal weights.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>How samples are weighed.</summary>
    public WeightKind Weighting { get; init; }

    /// <summary>Names of the features.</summary>
    public ImmutableArray<string> Columns => Specification.List.Names;

    /// <summary>Number of samples.</summary>
    public int Count => SampleRows.Length;

    /// <summary>
    /// When each sample is made and when its label is known whatever happens, in nanoseconds; for the splitters. Where a label may end early (at a barrier), the
    /// latest moment counts: purged by where they ended, the samples before a test part would be those that were decided fast.
    /// </summary>
    public SampleSpans Spans
    {
        get
        {
            var (starts, ends) = (new long[Count], new long[Count]);
            for (var i = 0; i < starts.Length; i++) (starts[i], ends[i]) = (KnownAt.Span[SampleRows.Span[i]], KnownAt.Span[SampleRows.Span[i] + Label.Horizon]);
            return new SampleSpans(starts, ends);
        }
    }

    /// <summary>The open time of the bar of a row.</summary>
    public Instant OpenOf(int row) => new(Data.Bars.OpenTimes.Span[FirstBar + row]);

    /// <summary>All samples, for a model.</summary>
    public TrainingSet ToTrainingSet() => new()
    {
        Features = Features,
        Columns = Columns,
        Rows = SampleRows,
        Targets = Targets,
        Weights = Weights,
        Task = Label.Task,
        Classes = Label.Classes,
    };
}
