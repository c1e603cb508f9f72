using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Moving average convergence divergence: a fast less a slow exponential mean, the exponential mean of that difference (the signal), and
/// the difference of both (the histogram). The fast mean starts late, from the simple mean of its values up to the slow one's first, as in
/// TA-Lib. Warm after slow + signal - 1 bars.
/// </summary>
/// <remarks>Source: G. Appel, 1979.</remarks>
public sealed class Macd : SeriesIndicator, IIndicatorDefinition
{
    private readonly ExponentialMovingAverage fast;
    private readonly ExponentialMovingAverage slow;
    private readonly ExponentialMovingAverage signal;
    private readonly int skippedByFast;
    private int skipped;

    /// <summary>The usual one. If fast is longer than slow they change places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public Macd(int fast = 12, int slow = 26, int signal = 9)
        : this(new ExponentialMovingAverage(Math.Min(fast, slow)), new ExponentialMovingAverage(Math.Max(fast, slow)), signal)
    {
    }

    private Macd(ExponentialMovingAverage fast, ExponentialMovingAverage slow, int signal)
    {
        this.fast = fast;
        this.slow = slow;
        this.signal = new ExponentialMovingAverage(signal);
        skippedByFast = slow.WarmUp - fast.WarmUp;
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "macd",
            Title = "Moving average convergence divergence",
            Group = IndicatorGroup.Momentum,
            Summary = "The distance of a fast from a slow exponential mean, with a signal line and the distance from that.",
            Source = "G. Appel, 1979; TA-Lib MACD",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(12, name: "fastPeriod", description: "bars of the fast mean"),
                ParameterSpec.Period(26, name: "slowPeriod", description: "bars of the slow mean"),
                ParameterSpec.Period(9, 1, "signalPeriod", "bars of the signal line"),
            ],
            Outputs = Lines,
            Make = IndicatorDescriptor.Series((values, field) => new Macd(values.Whole("fastPeriod"), values.Whole("slowPeriod"), values.Whole("signalPeriod")) { Source = field }),
        },
        new()
        {
            Name = "macdfix",
            Title = "MACD with fixed weights",
            Group = IndicatorGroup.Momentum,
            Summary = "The MACD of 12 and 26 bars with the originator's rounded weights 0.15 and 0.075.",
            Source = "G. Appel, 1979; TA-Lib MACDFIX",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters = [ParameterSpec.Period(9, 1, "signalPeriod", "bars of the signal line")],
            Outputs = Lines,
            Make = IndicatorDescriptor.Series((values, field) => new Macd(new ExponentialMovingAverage(12, 0.15), new ExponentialMovingAverage(26, 0.075), values.Whole("signalPeriod")) { Source = field }),
        },
    ];

    /// <summary>The signal line; the MACD line is <see cref="Indicator.Value"/>.</summary>
    public double Signal => signal.Value;

    /// <summary>The MACD line less the signal line.</summary>
    public double Histogram => Value - signal.Value;

    public override int WarmUp => slow.WarmUp + signal.WarmUp - 1;

    public override int OutputCount => 3;

    internal static ImmutableArray<OutputSpec> Lines =>
        [new OutputSpec("macd", OutputScale.Difference), new OutputSpec("signal", OutputScale.Difference), new OutputSpec("hist", OutputScale.Difference, "macd less signal")];

    public override double Output(int index) => index switch { 0 => Value, 1 => Signal, 2 => Histogram, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        slow.Update(input);
        if (skipped < skippedByFast)
        {
            skipped++;
            return;
        }
        fast.Update(input);
        if (!slow.IsWarm) return;
        var difference = fast.Value - slow.Value;
        signal.Update(difference);
        if (signal.IsWarm) Value = difference;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var start = Math.Min(WarmUp, values.Length);
        for (var i = 0; i < start; i++)
        {
            Update(values[i]);
            outputs.Write(i, this);
        }
        var (fastMean, slowMean, signalMean) = (fast.Value, slow.Value, signal.Value);
        var (fastWeight, slowWeight, signalWeight) = (fast.Weight, slow.Weight, signal.Weight);
        var line = outputs[0];
        var signalLine = outputs[1];
        var histogram = outputs[2];
        for (var i = start; i < values.Length; i++)
        {
            var value = values[i];
            fastMean = (value - fastMean) * fastWeight + fastMean;
            slowMean = (value - slowMean) * slowWeight + slowMean;
            var difference = fastMean - slowMean;
            signalMean = (difference - signalMean) * signalWeight + signalMean;
            line[i] = difference;
            signalLine[i] = signalMean;
            histogram[i] = difference - signalMean;
        }
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(fast);
        state.Keep(slow);
        state.Keep(signal);
        state.Keep(ref skipped);
    }
}
