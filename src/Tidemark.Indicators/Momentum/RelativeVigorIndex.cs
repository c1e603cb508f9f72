using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// How far bars close above their open for the range that they take: the sum over n bars of close - open, smoothed over four bars with weights 1, 2,
/// 2, 1, over that of high - low smoothed alike; and the same smoothing of it as signal. Both outputs are warm after n + 6 bars; 0 where
/// nothing moves.
/// </summary>
/// <remarks>Source: J. F. Ehlers, "Relative Vigor Index", Stocks and Commodities, January 2002.</remarks>
public sealed class RelativeVigorIndex(int period) : Indicator, IIndicatorDefinition
{
    private const int Taps = 4;
    private readonly double[] bodies = Empty();
    private readonly double[] ranges = Empty();
    private readonly double[] indexes = Empty();
    private ExactWindowSum body = new(period);
    private ExactWindowSum range = new(period);
    private double signal = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "rvgi",
            Title = "Relative vigor index",
            Group = IndicatorGroup.Momentum,
            Aliases = ["relative-vigor-index"],
            Summary = "How far bars close above their open for the range that they take, and a signal line.",
            Source = "J. F. Ehlers, Relative Vigor Index, Stocks and Commodities 2002",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(10, minimum: 1)],
            Outputs = [new OutputSpec("rvgi", OutputScale.Number), new OutputSpec("signal", OutputScale.Number)],
            Make = (values, _) => new RelativeVigorIndex(values.Period),
        },
    ];

    public override int WarmUp => period + 2 * (Taps - 1);

    public override int OutputCount => 2;

    public double Signal => signal;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => signal,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        var smoothedBody = Smoothed(bodies, bar.Close - bar.Open);
        var smoothedRange = Smoothed(ranges, bar.High - bar.Low);
        if (double.IsNaN(smoothedBody)) return;
        body.Add(smoothedBody);
        range.Add(smoothedRange);
        if (!range.IsFull) return;
        var index = range.Sum > 0 ? body.Sum / range.Sum : 0;
        var smoothedIndex = Smoothed(indexes, index);
        if (double.IsNaN(smoothedIndex)) return;
        Value = index;
        signal = smoothedIndex;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(bodies);
        state.Keep(ranges);
        state.Keep(indexes);
        body.Keep(state);
        range.Keep(state);
        state.Keep(ref signal);
    }

    private static double[] Empty() => [double.NaN, double.NaN, double.NaN, double.NaN];

    /// <summary>Takes a value in for the oldest of four; the mean with weights 1, 2, 2, 1, NaN until there are four.</summary>
    private static double Smoothed(double[] last, double value)
    {
        for (var i = 0; i < Taps - 1; i++) last[i] = last[i + 1];
        last[Taps - 1] = value;
        return (last[0] + 2 * last[1] + 2 * last[2] + last[3]) / 6;
    }
}
