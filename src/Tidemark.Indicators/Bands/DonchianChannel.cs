using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Bands;

/// <summary>
/// The highest high and the lowest low of the last n bars, the present one included, and the middle between them. Warm after n bars.
/// A breakout compares the price with the channel of the bar before.
/// </summary>
/// <remarks>Source: R. Donchian's four-week rule, 1960 (described in "High finance in copper", Financial Analysts Journal).</remarks>
public sealed class DonchianChannel(int period) : Indicator, IIndicatorDefinition
{
    private WindowExtreme highest = WindowExtreme.Highest(period);
    private WindowExtreme lowest = WindowExtreme.Lowest(period);
    private double middle = double.NaN;
    private double lower = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "donchian",
            Title = "Donchian channel",
            Group = IndicatorGroup.Bands,
            Aliases = ["donchian-channel", "price-channel"],
            Summary = "The highest high and the lowest low of the last n bars, the present one included.",
            Source = "R. Donchian, High finance in copper, Financial Analysts Journal 1960",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(20, minimum: 1)],
            Outputs = [new OutputSpec("upper", OutputScale.Level), new OutputSpec("middle", OutputScale.Level), new OutputSpec("lower", OutputScale.Level)],
            Make = (values, _) => new DonchianChannel(values.Period),
        },
    ];

    public override int WarmUp => period;

    public override int OutputCount => 3;

    public double Upper => Value;

    public double Middle => middle;

    public double Lower => lower;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => middle,
        2 => lower,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        var high = highest.Add(bar.High);
        var low = lowest.Add(bar.Low);
        if (!highest.IsFull) return;
        Value = high;
        middle = 0.5 * (high + low);
        lower = low;
    }

    protected override void KeepState(IndicatorState state)
    {
        highest.Keep(state);
        lowest.Keep(state);
        state.Keep(ref middle);
        state.Keep(ref lower);
    }
}
