using System.Collections.Immutable;

namespace Tidemark.Learning.Estimators;

/// <summary>A setting of a model: what it may be, and between what a tuner searches.</summary>
/// <param name="Name">camelCase: <c>learningRate</c>.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Default">The value where nothing is said, as text in invariant culture.</param>
/// <param name="Summary">What it does, in a sentence.</param>
public sealed record HyperParameter(string Name, HyperParameterKind Kind, string Default, string Summary)
{
    /// <summary>What XGBoost, scikit-learn and PyTorch call it: <c>learning_rate</c>, <c>eta</c>. Names are compared without case and underscores.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The smallest value that is possible.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value that is possible.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The words that are possible, for <see cref="HyperParameterKind.Choice"/>.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Where a tuner searches unless told otherwise; null where it leaves the setting alone.</summary>
    public (double Low, double High)? Search { get; init; }

    /// <summary>Whether a tuner searches by orders of magnitude.</summary>
    public bool IsLogarithmic { get; init; }
}
