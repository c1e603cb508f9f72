using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>TRIX: the change in per cent of an exponential mean taken three times over. Warm after 3n - 1 bars.</summary>
/// <remarks>Source: J. K. Hutson, "Good TRIX", Stocks &amp; Commodities, July 1983.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class TripleSmoothedRate(int period) : SeriesIndicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage first = new(period);
    private readonly ExponentialMovingAverage second = new(period);
    private readonly ExponentialMovingAverage third = new(period);
    private readonly RateOfChange rate = new(1, RateOfChangeScale.Percentage);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "trix",
            Title = "TRIX",
            Group = IndicatorGroup.Momentum,
            Summary = "The change in per cent, from bar to bar, of an exponential mean taken three times over.",
            Source = "J. K. Hutson, Good TRIX, Stocks & Commodities, July 1983; TA-Lib TRIX",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(30, minimum: 1)],
            Outputs = [new OutputSpec("trix", OutputScale.Number)],
            Make = IndicatorDescriptor.Series((values, field) => new TripleSmoothedRate(values.Period) { Source = field }),
        },
    ];

    public override int WarmUp => 3 * period - 1;

    public override void Update(double input)
    {
        first.Update(input);
        if (!first.IsWarm) return;
        second.Update(first.Value);
        if (!second.IsWarm) return;
        third.Update(second.Value);
        if (!third.IsWarm) return;
        rate.Update(third.Value);
        Value = rate.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(first);
        state.Keep(second);
        state.Keep(third);
        state.Keep(rate);
    }
}
