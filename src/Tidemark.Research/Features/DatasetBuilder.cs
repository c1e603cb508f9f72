using Tidemark.Indicators.Features;
using Tidemark.Learning.Data;
using Tidemark.Research.Labels;

namespace Tidemark.Research.Features;

/// <summary>Makes a table of features and labels of the data of an instrument.</summary>
public static class DatasetBuilder
{
    /// <summary>Computes features and labels.</summary>
    /// <param name="specification">The features.</param>
    /// <param name="data">What they are made of; labels never reach beyond it.</param>
    /// <param name="label">What is to be predicted.</param>
    /// <param name="from">The first open time of a sample; bars before it still warm features up. Null for the first warm one.</param>
    /// <param name="weights">How samples are weighed.</param>
    /// <exception cref="BadInputException">A feature looks ahead, or no sample is left; the message says why.</exception>
    public static Dataset Build(FeatureSpecification specification, FeatureData data, LabelRule label, Instant? from = null, WeightKind weights = WeightKind.Equal)
    {
        specification.List.RefuseLookAheads();
        FeatureMatrix matrix;
        try
        {
            matrix = specification.List.Compute(data.Inputs);
        }
        catch (ArgumentException failure)
        {
            throw new BadInputException($"{data.Instrument?.ToString() ?? data.Source}: {failure.Message}", failure);
        }
        var first = Array.IndexOf(matrix.IsWarm, true);
        if (first < 0) throw new BadInputException($"{data.Instrument?.ToString() ?? data.Source}: {data.Bars.Count} bars are fewer than the features need before their first values ({specification.List.WarmUp}{(data.Others.Count > 0 ? ", and those of other instruments" : "")})");
        return WithLabels(specification, data, label, matrix, first, from, weights);
    }

    private static Dataset WithLabels(FeatureSpecification specification, FeatureData data, LabelRule label, FeatureMatrix matrix, int first, Instant? from, WeightKind weights)
    {
        var labels = label.Compute(data.Bars);
        var known = new long[data.Bars.Count];
        for (var bar = 0; bar < known.Length; bar++) known[bar] = data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[bar])).Nanoseconds;
        var holes = new DataHoles(known);
        var (bars, unlabelled, interrupted) = (new List<int>(), new List<int>(), 0);
        // A label that could still end after the data is no sample, even where it ended early: kept only then, the last samples would be those that were decided fast.
        var decided = data.Bars.Count - label.Horizon;
        for (var bar = Math.Max(first, from is { } start ? data.Bars.LowerBound(start) : 0); bar < data.Bars.Count; bar++)
        {
            if (bar >= decided || double.IsNaN(labels.Values[bar]))
            {
                unlabelled.Add(bar);
                continue;
            }
            // The whole horizon counts, even where the label ended before the hole: kept only then, samples would be those that were decided fast.
            var isInterrupted = holes.Lies(bar, bar + label.Horizon);
            (isInterrupted ? unlabelled : bars).Add(bar);
            if (isInterrupted) interrupted++;
        }
        if (bars.Count == 0) throw new BadInputException($"no bar{(from is { } begin ? $" from {begin}" : "")} has warm features and a label: of {data.Bars.Count} bars features are warm after {first + 1}, and '{label.Text}' looks {label.Horizon} bars ahead{(interrupted > 0 ? $"; {interrupted} labels would reach over holes in the data" : "")}");
        var ends = bars.Select(bar => labels.Ends[bar]).ToArray();
        return new Dataset
        {
            Specification = specification,
            Label = label,
            Data = data,
            Features = new FeatureTable(matrix.Values.AsMemory(first * matrix.Columns), matrix.Columns),
            FirstBar = first,
            Interrupted = interrupted,
            KnownAt = known.AsMemory(first),
            SampleRows = bars.Select(bar => bar - first).ToArray(),
            UnlabelledRows = unlabelled.Select(bar => bar - first).ToArray(),
            Targets = bars.Select(bar => labels.Values[bar]).ToArray(),
            LabelEnds = ends.Select(end => known[end]).ToArray(),
            Returns = bars.Select(bar => labels.Returns[bar]).ToArray(),
            Weighting = weights,
            Weights = weights switch
            {
                WeightKind.Uniqueness => SampleWeights.Uniqueness(known.Length, bars.ToArray(), ends),
                WeightKind.Returns => SampleWeights.ReturnAttribution(data.Bars.Close.Span, bars.ToArray(), ends),
                _ => ReadOnlyMemory<double>.Empty,
            },
        };
    }
}
