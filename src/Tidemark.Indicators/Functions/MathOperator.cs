using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Functions;

/// <summary>Two series added, subtracted, multiplied or divided value by value; NaN or infinite where divided by zero, as in TA-Lib. Warm with the first value.</summary>
public sealed class MathOperator(Func<double, double, double> function) : PairIndicator(BarField.High, BarField.Low), IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("add", (first, second) => first + second, OutputScale.Level, "Sum of two series"),
        Describe("sub", (first, second) => first - second, OutputScale.Difference, "Difference of two series"),
        Describe("mult", (first, second) => first * second, OutputScale.Number, "Product of two series"),
        Describe("div", (first, second) => first / second, OutputScale.Number, "Quotient of two series"),
    ];

    public override int WarmUp => 1;

    public override void Update(double first, double second) => Value = function(first, second);

    protected override void KeepState(IndicatorState state) { }

    private static IndicatorDescriptor Describe(string name, Func<double, double, double> function, OutputScale scale, string title) => new()
    {
        Name = name,
        Title = title,
        Group = IndicatorGroup.Statistics,
        Summary = $"{title}, value by value.",
        Source = "TA-Lib " + name.ToUpperInvariant(),
        Input = IndicatorInput.Pair,
        DefaultFields = [BarField.High, BarField.Low],
        IsPartial = true,
        Outputs = [new OutputSpec(name, scale)],
        Make = (_, fields) => new MathOperator(function) { First = fields[0], Second = fields[1] },
    };
}
