using System.Collections.Immutable;
using Tidemark.Learning.Data;

namespace Tidemark.Learning.Preprocessing;

/// <summary>What is done to features before a model sees them, step after step. What steps learn they learn from the training rows alone.</summary>
/// <param name="Steps">In the order in which they are done; none leaves features as they are.</param>
public sealed record Preprocessor(ImmutableArray<PreprocessingStep> Steps)
{
    private static readonly string[] Names = ["drop", "ffill", "mean", "median", "constant", "indicate", "hampel", "winsorise", "zscore", "robust", "minmax", "rank", "rank-normal", "fracdiff"];

    /// <summary>How it is written; <see cref="Parse"/> makes the same again.</summary>
    public string Text => string.Join(" | ", Steps.Select(step => step.Text));

    /// <summary>
    /// Reads steps with bars between them: <c>ffill:limit=5 | indicate | median | winsorise:lower=0.005,upper=0.995 | zscore</c>,
    /// <c>hampel:window=24,threshold=3,columns=volume_z_48</c>, <c>fracdiff:columns=log_close,order=auto | drop | robust</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A step is not known, or its values are not.</exception>
    public static Preprocessor Parse(string text) => new([.. text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseStep)]);

    /// <summary>Learns what the steps need.</summary>
    /// <param name="features">The table.</param>
    /// <param name="columns">Names of its columns.</param>
    /// <param name="rows">The rows of the training samples, increasing: nothing else is learnt from.</param>
    /// <exception cref="ArgumentException">There are no rows, or a step names a column that is not there.</exception>
    public FittedPreprocessor Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows)
    {
        if (columns.Length != features.Columns) throw new ArgumentException($"{columns.Length} names for {features.Columns} features");
        if (rows.Length == 0) throw new ArgumentException("there is not one row to fit the preprocessing on");
        var steps = new List<FittedStep>();
        var (current, names) = (features, columns);
        foreach (var step in Steps)
        {
            var fitted = step.Fit(current, names, rows);
            steps.Add(fitted);
            if (steps.Count < Steps.Length) current = FittedPreprocessor.Applied([fitted], current, fitted.Outputs).Table;
            names = fitted.Names(names);
            fitted.Reset();
        }
        return new FittedPreprocessor(columns, [.. steps]);
    }

    private static PreprocessingStep ParseStep(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim().ToLowerInvariant();
        var values = new StepArguments(name, colon < 0 ? "" : text[(colon + 1)..]);
        PreprocessingStep step = name switch
        {
            "drop" => new MissingValues(MissingPolicy.Drop),
            "ffill" => new MissingValues(MissingPolicy.ForwardFill, values.Count("limit", int.MaxValue)),
            "mean" => new MissingValues(MissingPolicy.Mean),
            "median" => new MissingValues(MissingPolicy.Median),
            "constant" => new MissingValues(MissingPolicy.Constant, Constant: values.Number("value", 0)),
            "indicate" => new MissingValues(MissingPolicy.Indicate),
            "hampel" => new HampelFilter(values.Count("window", 24), values.Number("threshold", 3)) { Columns = values.Columns() },
            "winsorise" or "winsorize" => new Winsorising(values.Number("lower", 0.01), values.Number("upper", 0.99)) { Columns = values.Columns() },
            "zscore" or "z-score" => new Scaling(ScalingKind.ZScore) { Columns = values.Columns() },
            "robust" => new Scaling(ScalingKind.Robust) { Columns = values.Columns() },
            "minmax" or "min-max" => new Scaling(ScalingKind.MinMax) { Columns = values.Columns() },
            "rank" => new Scaling(ScalingKind.Rank) { Columns = values.Columns() },
            "rank-normal" => new Scaling(ScalingKind.RankNormal) { Columns = values.Columns() },
            "fracdiff" => new FractionalDifferencing
            {
                Order = values.Text("order") is null or "auto" ? null : values.Number("order", 0),
                SmallestWeight = values.Number("weight", 1e-4),
                WidestWindow = values.Count("width", 1_000),
                Columns = values.Columns(),
            },
            _ => throw new ArgumentException($"'{text}' is no step of preprocessing; write {string.Join(", ", Names)}"),
        };
        values.RequireAllUsed();
        return step;
    }
}
