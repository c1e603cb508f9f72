using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Hosoda's one-glance chart: conversion and base line (middles of the highest high and lowest low of 9 and of 26 bars), the two edges of
/// the cloud (their mean, and the middle of 52 bars) and the close as lagging line. All are values of the present bar, warm after the
/// longest window; charts draw the cloud 26 bars ahead and the lagging line 26 back, so the cloud under the present price is
/// the one given 26 bars ago.
/// </summary>
/// <remarks>Source: G. Hosoda (Ichimoku Sanjin), "Ichimoku Kinko Hyo", 1969.</remarks>
public sealed class Ichimoku : Indicator, IIndicatorDefinition
{
    private const int Ahead = 26;
    private readonly int longest;
    private readonly MiddleOfRange conversion;
    private readonly MiddleOfRange baseLine;
    private readonly MiddleOfRange slow;
    private double close = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public Ichimoku(int conversionPeriod, int basePeriod, int slowPeriod)
    {
        conversion = new MiddleOfRange(conversionPeriod);
        baseLine = new MiddleOfRange(basePeriod);
        slow = new MiddleOfRange(slowPeriod);
        longest = Math.Max(conversionPeriod, Math.Max(basePeriod, slowPeriod));
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ichimoku",
            Title = "Ichimoku Kinko Hyo",
            Group = IndicatorGroup.Trend,
            Aliases = ["ichimoku-cloud"],
            Summary = "Conversion line, base line and cloud from the middles of three ranges; values are those of the bar, displacement is for charts.",
            Source = "G. Hosoda, Ichimoku Kinko Hyo, 1969",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(9, minimum: 1, name: "conversionPeriod", description: "bars of the conversion line (tenkan-sen)"),
                ParameterSpec.Period(26, minimum: 1, name: "basePeriod", description: "bars of the base line (kijun-sen)"),
                ParameterSpec.Period(52, minimum: 1, name: "spanPeriod", description: "bars of the cloud's slow edge (senkou span B)"),
            ],
            Outputs =
            [
                new OutputSpec("conversion", OutputScale.Level, "tenkan-sen"),
                new OutputSpec("base", OutputScale.Level, "kijun-sen"),
                new OutputSpec("spanA", OutputScale.Level, "senkou span A", Ahead),
                new OutputSpec("spanB", OutputScale.Level, "senkou span B", Ahead),
                new OutputSpec("lagging", OutputScale.Level, "chikou span: the close", -Ahead),
            ],
            Make = (values, _) => new Ichimoku(values.Whole("conversionPeriod"), values.Whole("basePeriod"), values.Whole("spanPeriod")),
        },
    ];

    public override int WarmUp => longest;

    public override int OutputCount => 5;

    public double Conversion => Value;

    public double Base => IsWarm ? baseLine.Value : double.NaN;

    /// <summary>The edge of the cloud that charts draw 26 bars ahead: the mean of conversion and base line.</summary>
    public double SpanA => 0.5 * (Conversion + Base);

    /// <summary>The other edge of that cloud.</summary>
    public double SpanB => IsWarm ? slow.Value : double.NaN;

    /// <summary>The close, which charts draw 26 bars back.</summary>
    public double Lagging => IsWarm ? close : double.NaN;

    public override double Output(int index) => index switch
    {
        0 => Conversion,
        1 => Base,
        2 => SpanA,
        3 => SpanB,
        4 => Lagging,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        conversion.Update(bar);
        baseLine.Update(bar);
        slow.Update(bar);
        close = bar.Close;
        if (conversion.IsWarm && baseLine.IsWarm && slow.IsWarm) Value = conversion.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(conversion);
        state.Keep(baseLine);
        state.Keep(slow);
        state.Keep(ref close);
    }

    /// <summary>The middle between the highest high and the lowest low of the last n bars.</summary>
    private sealed class MiddleOfRange(int period) : Indicator
    {
        private WindowExtreme highest = WindowExtreme.Highest(period);
        private WindowExtreme lowest = WindowExtreme.Lowest(period);

        public override int WarmUp => period;

        public override void Update(in Bar bar)
        {
            var middle = 0.5 * (highest.Add(bar.High) + lowest.Add(bar.Low));
            if (highest.IsFull) Value = middle;
        }

        protected override void KeepState(IndicatorState state)
        {
            highest.Keep(state);
            lowest.Keep(state);
        }
    }
}
