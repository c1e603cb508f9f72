using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Bull power, the high less the exponential mean of the close, and bear power, the low less it. Warm after n bars.
/// </summary>
/// <remarks>Source: A. Elder, "Trading for a Living", 1993.</remarks>
public sealed class ElderRay(int period) : Indicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage mean = new(period);
    private double bear = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "elder_ray",
            Title = "Elder ray",
            Group = IndicatorGroup.Momentum,
            Aliases = ["bull-bear-power"],
            Summary = "How far the high and the low reach from the exponential mean of the close.",
            Source = "A. Elder, Trading for a Living, 1993",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(13, minimum: 1)],
            Outputs = [new OutputSpec("bull", OutputScale.Difference), new OutputSpec("bear", OutputScale.Difference)],
            Make = (values, _) => new ElderRay(values.Period),
        },
    ];

    public override int WarmUp => mean.WarmUp;

    public override int OutputCount => 2;

    public double Bull => Value;

    public double Bear => bear;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => bear,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        mean.Update(bar.Close);
        Value = bar.High - mean.Value;
        bear = bar.Low - mean.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(mean);
        state.Keep(ref bear);
    }
}
