using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Ehlers' Fisher transform of where the middle of the bar lies in the range of the last n middles, smoothed, and its value a bar before
/// as trigger. Warm after n bars (with the trigger 0 at the first); a window without range counts as the middle.
/// </summary>
/// <remarks>
/// Source: J. F. Ehlers, "Using the Fisher transform", Stocks and Commodities, November 2002: position x 0.66 + 0.67 x before, cut to ±0.999
/// beyond ±0.99, then ½ ln((1 + x) / (1 - x)) + ½ before.
/// </remarks>
public sealed class FisherTransform(int period) : Indicator, IIndicatorDefinition
{
    private WindowExtreme highest = WindowExtreme.Highest(period);
    private WindowExtreme lowest = WindowExtreme.Lowest(period);
    private double position;
    private double trigger = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "fisher",
            Title = "Fisher transform",
            Group = IndicatorGroup.Momentum,
            Aliases = ["fisher-transform"],
            Summary = "Where prices lie in their range, stretched so that turning points stand out.",
            Source = "J. F. Ehlers, Using the Fisher transform, Stocks and Commodities 2002",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(10, minimum: 1)],
            Outputs = [new OutputSpec("fisher", OutputScale.Number), new OutputSpec("trigger", OutputScale.Number, "the value a bar before")],
            Make = (values, _) => new FisherTransform(values.Period),
        },
    ];

    public override int WarmUp => period;

    public override int OutputCount => 2;

    /// <summary>The value a bar before.</summary>
    public double Trigger => trigger;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => trigger,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        var middle = 0.5 * (bar.High + bar.Low);
        var high = highest.Add(middle);
        var low = lowest.Add(middle);
        if (!highest.IsFull) return;
        var place = high > low ? (middle - low) / (high - low) - 0.5 : 0;
        position = 0.66 * place + 0.67 * position;
        if (Math.Abs(position) > 0.99) position = Math.CopySign(0.999, position);
        trigger = IsWarm ? Value : 0;
        Value = 0.5 * Math.Log((1 + position) / (1 - position)) + 0.5 * trigger;
    }

    protected override void KeepState(IndicatorState state)
    {
        highest.Keep(state);
        lowest.Keep(state);
        state.Keep(ref position);
        state.Keep(ref trigger);
    }
}
