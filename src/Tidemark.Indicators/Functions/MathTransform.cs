using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Functions;

/// <summary>
/// A mathematical function of a series, value by value, angles in radians. NaN or infinite where the function is not defined, as in TA-Lib.
/// Warm with the first value that it is defined for.
/// </summary>
public sealed class MathTransform(Func<double, double> function) : SeriesIndicator, IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("acos", Math.Acos, "Arc cosine"),
        Describe("asin", Math.Asin, "Arc sine"),
        Describe("atan", Math.Atan, "Arc tangent"),
        Describe("ceil", Math.Ceiling, "Next whole number above"),
        Describe("cos", Math.Cos, "Cosine"),
        Describe("cosh", Math.Cosh, "Hyperbolic cosine"),
        Describe("exp", Math.Exp, "Exponential function"),
        Describe("floor", Math.Floor, "Next whole number below"),
        Describe("ln", Math.Log, "Natural logarithm"),
        Describe("log10", Math.Log10, "Logarithm to base 10"),
        Describe("sin", Math.Sin, "Sine"),
        Describe("sinh", Math.Sinh, "Hyperbolic sine"),
        Describe("sqrt", Math.Sqrt, "Square root"),
        Describe("tan", Math.Tan, "Tangent"),
        Describe("tanh", Math.Tanh, "Hyperbolic tangent"),
    ];

    public override int WarmUp => 1;

    public override void Update(double input) => Value = function(input);

    protected override void KeepState(IndicatorState state) { }

    private static IndicatorDescriptor Describe(string name, Func<double, double> function, string title) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Statistics,
        Summary = $"{title} of each value.",
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Series,
        DefaultFields = [BarField.Close],
        IsPartial = true,
        Outputs = [new OutputSpec(name, OutputScale.Number)],
        Make = IndicatorDescriptor.Series((_, field) => new MathTransform(function) { Source = field }),
    };
}
