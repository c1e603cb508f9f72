namespace Tidemark.Engine.Strategies;

/// <summary>
/// Marks a property of a strategy as a parameter: <c>StopLoss</c> is written <c>--param stop-loss=0.03</c>. Whole numbers,
/// fractions, decimals, true/false and enumerations are possible.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute : Attribute
{
    /// <summary>The smallest value allowed.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The largest value allowed.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>One sentence for people.</summary>
    public string Description { get; set; } = "";
}
