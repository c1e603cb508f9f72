using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>Twice the exponential mean less the exponential mean of it, which takes most of the lag away. Warm after 2n - 1 bars.</summary>
/// <remarks>Source: P. G. Mulloy, "Smoothing Data with Faster Moving Averages", Stocks &amp; Commodities, January 1994.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class DoubleExponentialMovingAverage(int period) : SeriesIndicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage first = new(period);
    private readonly ExponentialMovingAverage second = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "dema",
            Title = "Double exponential moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "Twice the exponential mean less the exponential mean of that mean.",
            Source = "P. G. Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities, January 1994; TA-Lib DEMA",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("dema", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new DoubleExponentialMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => 2 * period - 1;

    public override void Update(double input)
    {
        first.Update(input);
        if (!first.IsWarm) return;
        second.Update(first.Value);
        if (second.IsWarm) Value = 2 * first.Value - second.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(first);
        state.Keep(second);
    }
}
