using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>Three times the difference of the first and second exponential mean, and the third one. Warm after 3n - 2 bars.</summary>
/// <remarks>Source: P. G. Mulloy, "Smoothing Data with Faster Moving Averages", Stocks &amp; Commodities, January 1994.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class TripleExponentialMovingAverage(int period) : SeriesIndicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage first = new(period);
    private readonly ExponentialMovingAverage second = new(period);
    private readonly ExponentialMovingAverage third = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "tema",
            Title = "Triple exponential moving average",
            Group = IndicatorGroup.MovingAverages,
            Summary = "Exponential means of means combined so that a steady trend is followed without lag.",
            Source = "P. G. Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities, January 1994; TA-Lib TEMA",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30)],
            Outputs = [new OutputSpec("tema", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) => new TripleExponentialMovingAverage(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => 3 * period - 2;

    public override void Update(double input)
    {
        first.Update(input);
        if (!first.IsWarm) return;
        second.Update(first.Value);
        if (!second.IsWarm) return;
        third.Update(second.Value);
        if (third.IsWarm) Value = third.Value + (3 * first.Value - 3 * second.Value);
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(first);
        state.Keep(second);
        state.Keep(third);
    }
}
