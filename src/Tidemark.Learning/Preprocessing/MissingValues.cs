using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Preprocessing;

/// <summary>What becomes of missing values (NaN and infinities).</summary>
/// <param name="Policy">What is done.</param>
/// <param name="Limit">For how many rows in succession a last value stands in.</param>
/// <param name="Constant">What stands in with <see cref="MissingPolicy.Constant"/>.</param>
public sealed record MissingValues(MissingPolicy Policy, int Limit = int.MaxValue, double Constant = 0) : PreprocessingStep
{
    /// <inheritdoc/>
    public override string Text => Policy switch
    {
        MissingPolicy.Drop => "drop",
        MissingPolicy.ForwardFill => Limit == int.MaxValue ? "ffill" : string.Create(CultureInfo.InvariantCulture, $"ffill:limit={Limit}"),
        MissingPolicy.Mean => "mean",
        MissingPolicy.Median => "median",
        MissingPolicy.Constant => string.Create(CultureInfo.InvariantCulture, $"constant:value={Constant}"),
        _ => "indicate",
    };

    internal override FittedStep Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows)
    {
        if (Policy == MissingPolicy.Drop) return new FittedDrop(columns.Length);
        if (Policy == MissingPolicy.ForwardFill) return new FittedForwardFill(columns.Length, Limit);
        var values = new double[columns.Length];
        var missing = new List<int>();
        for (var column = 0; column < values.Length; column++)
        {
            var defined = Policy == MissingPolicy.Constant ? [] : Defined(features, column, rows);
            if (Policy == MissingPolicy.Indicate && defined.Length < rows.Length) missing.Add(column);
            // A column without a single value has no centre: zero is as good as any.
            values[column] = Policy == MissingPolicy.Constant ? Constant : defined.Length == 0 ? 0 : Policy == MissingPolicy.Mean ? defined.Average() : Quantiles.Compute(defined, 0.5);
        }
        return Policy == MissingPolicy.Indicate ? new FittedIndicators(columns.Length, [.. missing]) : new FittedFill(values);
    }
}
