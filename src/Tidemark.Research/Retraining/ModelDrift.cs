using System.Collections.Immutable;
using Tidemark.Learning.Data;
using Tidemark.Learning.Drift;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;

namespace Tidemark.Research.Retraining;

/// <summary>Whether the features of a model, and what it says, are still distributed as they were.</summary>
public sealed record ModelDrift
{
    /// <summary>Rows of either side that a comparison needs.</summary>
    public const int FewestRows = 100;

    /// <summary>The last rows against those that it learnt from.</summary>
    public required DriftReport Features { get; init; }

    /// <summary>What it said on the last rows against what it said after it had learnt and before them; null where these are too few: what it says of rows that it learnt from is no measure.</summary>
    public required DriftReport? Predictions { get; init; }

    /// <summary>Rows that it learnt from.</summary>
    public required int LearntRows { get; init; }

    /// <summary>Rows between, with which predictions are compared.</summary>
    public required int RowsBetween { get; init; }

    /// <summary>The last rows.</summary>
    public required int Rows { get; init; }

    /// <summary>When the first of the last rows is known.</summary>
    public required Instant From { get; init; }

    /// <summary>When the last one is known.</summary>
    public required Instant To { get; init; }

    /// <summary>Whether anything has changed.</summary>
    public bool IsDrift => Features.IsDrift || Predictions is { IsDrift: true };

    /// <summary>Compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="card">What it says of its market.</param>
    /// <param name="data">What its features are computed from: what it learnt from, and what came after.</param>
    /// <param name="specification">Its features.</param>
    /// <param name="last">How many of the last rows; fewer where fewer came after it had learnt.</param>
    /// <param name="rate">The probability that anything is called changed while nothing is.</param>
    /// <exception cref="BadInputException">There are too few rows on either side.</exception>
    public static ModelDrift Of(TrainedModel model, MarketCard card, FeatureSpecification specification, FeatureData data, int last, double rate)
    {
        if (card.TrainedTo is not { } learntTo) throw new BadInputException("the model does not say until when it learnt");
        var matrix = specification.List.Compute(data.Inputs);
        Instant KnownAt(int row) => data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[row]));
        var first = Math.Max(0, Array.IndexOf(matrix.IsWarm, true));
        int[] warm = [.. Enumerable.Range(0, matrix.Rows).Where(row => matrix.IsWarm[row])];
        int[] learnt = [.. warm.Where(row => KnownAt(row) <= learntTo && (card.TrainedFrom is not { } from || KnownAt(row) >= from))];
        int[] after = [.. warm.Where(row => KnownAt(row) > learntTo)];
        var now = after[^Math.Min(last, after.Length)..];
        if (learnt.Length < FewestRows || now.Length < FewestRows)
            throw new BadInputException($"{learnt.Length} rows that the model learnt from and {now.Length} after it had learnt ({learntTo}) are too few to compare; {FewestRows} of each are needed");
        var between = after[..^now.Length].Where(row => row - first >= model.Window - 1).ToArray();
        var hasPredictions = between.Length >= FewestRows;
        var all = new FeatureTable(matrix.Values.AsMemory(first * matrix.Columns), matrix.Columns);
        ImmutableArray<string> outputs = [.. Enumerable.Range(0, model.Outputs).Select(k => model.Outputs == 1 ? "prediction" : FormattableString.Invariant($"prediction_{k}"))];
        FeatureTable Said(int[] rows)
        {
            var values = new double[rows.Length * model.Outputs];
            model.Predict(all, Array.ConvertAll(rows, row => row - first), values);
            return new FeatureTable(Array.ConvertAll(values, value => (float)value), model.Outputs);
        }
        FeatureTable Taken(int[] rows) => new(rows.SelectMany(row => matrix.Row(row).ToArray()).ToArray(), matrix.Columns);
        return new ModelDrift
        {
            Features = DriftReport.Compute(specification.List.Names, Taken(learnt), Taken(now), hasPredictions ? rate / 2 : rate, isSeries: true),
            Predictions = hasPredictions ? DriftReport.Compute(outputs, Said(between), Said(now), rate / 2, isSeries: true) : null,
            LearntRows = learnt.Length,
            RowsBetween = between.Length,
            Rows = now.Length,
            From = KnownAt(now[0]),
            To = KnownAt(now[^1]),
        };
    }
}
