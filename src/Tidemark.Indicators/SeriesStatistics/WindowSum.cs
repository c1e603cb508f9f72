using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>The sum of the last n values, without rounding error. Warm after n bars.</summary>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class WindowSum(int period) : SeriesIndicator, IIndicatorDefinition
{
    private ExactWindowSum sum = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "sum",
            Title = "Sum",
            Group = IndicatorGroup.Statistics,
            Summary = "The sum of the last n values.",
            Source = "TA-Lib SUM; summed without rounding error",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("sum", OutputScale.Difference)],
            Make = IndicatorDescriptor.Series((values, field) => new WindowSum(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => period;

    public override void Update(double input)
    {
        var total = sum.Add(input);
        if (sum.IsFull) Value = total;
    }

    protected override void KeepState(IndicatorState state) => sum.Keep(state);
}
