using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Stops that hang from the extremes of the last n bars: for longs the highest high less a multiple of the average true range of n bars,
/// for shorts the lowest low plus it. Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: C. Le Beau, described in A. Elder, "Come Into My Trading Room", 2002.</remarks>
public sealed class ChandelierExit(int period, double multiplier) : Indicator, IIndicatorDefinition
{
    private readonly AverageTrueRange range = new(period);
    private WindowExtreme highest = WindowExtreme.Highest(period);
    private WindowExtreme lowest = WindowExtreme.Lowest(period);
    private double shortStop = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "chandelier",
            Title = "Chandelier exit",
            Group = IndicatorGroup.Trend,
            Aliases = ["chandelier-exit"],
            Summary = "Trailing stops at a multiple of the average true range from the extremes of the last n bars.",
            Source = "C. Le Beau, in A. Elder, Come Into My Trading Room, 2002",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(22, minimum: 1),
                ParameterSpec.Number("multiplier", 3, 0, 1_000, "average true ranges from the extreme to the stop"),
            ],
            Outputs = [new OutputSpec("long", OutputScale.Level, "the stop of a long position"), new OutputSpec("short", OutputScale.Level, "the stop of a short position")],
            Make = (values, _) => new ChandelierExit(values.Period, values["multiplier"]),
        },
    ];

    public override int WarmUp => range.WarmUp;

    public override int OutputCount => 2;

    /// <summary>The stop of a long position.</summary>
    public double LongStop => Value;

    /// <summary>The stop of a short position.</summary>
    public double ShortStop => shortStop;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => shortStop,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        range.Update(bar);
        var high = highest.Add(bar.High);
        var low = lowest.Add(bar.Low);
        if (!range.IsWarm) return;
        var distance = multiplier * range.Value;
        Value = high - distance;
        shortStop = low + distance;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(range);
        highest.Keep(state);
        lowest.Keep(state);
        state.Keep(ref shortStop);
    }
}
