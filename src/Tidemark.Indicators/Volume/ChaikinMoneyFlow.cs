using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// Volume weighted by where each bar closed in its range (+1 at the high, -1 at the low), as a share of all volume of n bars: -1 to 1.
/// Warm after n bars; a bar without range counts nothing, and the value is 0 where nothing was traded.
/// </summary>
/// <remarks>Source: M. Chaikin, Chaikin Money Flow (period 21 in his work; 20 is usual).</remarks>
public sealed class ChaikinMoneyFlow(int period) : Indicator, IIndicatorDefinition
{
    private ExactWindowSum flow = new(period);
    private ExactWindowSum volume = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "cmf",
            Title = "Chaikin money flow",
            Group = IndicatorGroup.Volume,
            Aliases = ["chaikin-money-flow"],
            Summary = "Volume weighted by where bars closed in their ranges, as a share of all volume, -1 to 1.",
            Source = "M. Chaikin, Chaikin Money Flow",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(20, minimum: 1)],
            Outputs = [new OutputSpec("cmf", OutputScale.Number)],
            Make = (values, _) => new ChaikinMoneyFlow(values.Period),
        },
    ];

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        var range = bar.High - bar.Low;
        flow.Add(range > 0 ? ((bar.Close - bar.Low) - (bar.High - bar.Close)) / range * bar.Volume : 0);
        volume.Add(bar.Volume);
        if (volume.IsFull) Value = volume.Sum > 0 ? Math.Clamp(flow.Sum / volume.Sum, -1, 1) : 0;
    }

    protected override void KeepState(IndicatorState state)
    {
        flow.Keep(state);
        volume.Keep(state);
    }
}
