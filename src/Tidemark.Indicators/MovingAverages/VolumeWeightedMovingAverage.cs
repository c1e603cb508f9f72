using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// The mean of the last n values, each weighted by the volume of its bar (by the second series). Warm after n bars; where nothing was
/// traded in n bars, the plain mean.
/// </summary>
public sealed class VolumeWeightedMovingAverage(int period) : PairIndicator(BarField.Close, BarField.Volume), IIndicatorDefinition
{
    private ExactWindowSum plain = new(period);
    private ExactWindowSum weighted = new(period);
    private ExactWindowSum weights = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "vwma",
            Title = "Volume-weighted moving average",
            Group = IndicatorGroup.MovingAverages,
            Aliases = ["volume-weighted-moving-average"],
            Summary = "The mean of the last n values, each weighted by its bar's volume.",
            Source = "B. Arnold, Volume-weighted moving averages, in R. Colby, The Encyclopedia of Technical Market Indicators, 2002",
            Input = IndicatorInput.Pair,
            DefaultFields = [BarField.Close, BarField.Volume],
            Parameters = [ParameterSpec.Period(20, minimum: 1)],
            Outputs = [new OutputSpec("vwma", OutputScale.Level)],
            Make = (values, fields) => new VolumeWeightedMovingAverage(values.Period) { First = fields[0], Second = fields[1] },
        },
    ];

    public override int WarmUp => period;

    public override void Update(double first, double second)
    {
        plain.Add(first);
        weighted.Add(first * second);
        weights.Add(second);
        if (plain.IsFull) Value = weights.Sum == 0 ? plain.Sum / period : weighted.Sum / weights.Sum;
    }

    protected override void KeepState(IndicatorState state)
    {
        plain.Keep(state);
        weighted.Keep(state);
        weights.Keep(state);
    }
}
