using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Moving average convergence divergence: a fast less a slow exponential mean, the exponential mean of that difference (the signal), and
/// the difference of both (the histogram). The fast mean starts late, from the simple mean of its values up to the slow one's first, as in
/// TA-Lib. Warm after slow + signal - 1 bars.
/// </summary>
/// <remarks>Source: G. Appel, 1979.</remarks>
public sealed class Macd : SeriesIndicator, IIndicatorDefinition
{
    private readonly MacdLines lines;

    /// <summary>The usual one. If fast is longer than slow they change places.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public Macd(int fast = 12, int slow = 26, int signal = 9)
        : this(Math.Min(fast, slow), null, Math.Max(fast, slow), null, signal)
    {
    }

    private Macd(int fast, double? fastWeight, int slow, double? slowWeight, int signal)
    {
        lines = new MacdLines(new LateStart(Mean(fast, fastWeight), slow - fast), Mean(slow, slowWeight), new ExponentialMovingAverage(signal));
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
            Make = IndicatorDescriptor.Series((values, field) => new Macd(12, 0.15, 26, 0.075, values.Whole("signalPeriod")) { Source = field }),
        },
    ];

    /// <summary>The signal line; the MACD line is <see cref="Indicator.Value"/>.</summary>
    public double Signal => IsWarm ? lines.Signal : double.NaN;

    /// <summary>The MACD line less the signal line.</summary>
    public double Histogram => Value - lines.Signal;

    public override int WarmUp => lines.WarmUp;

    public override int OutputCount => 3;

    internal static ImmutableArray<OutputSpec> Lines =>
        [new OutputSpec("macd", OutputScale.Difference), new OutputSpec("signal", OutputScale.Difference), new OutputSpec("hist", OutputScale.Difference, "macd less signal")];

    public override double Output(int index) => index switch { 0 => Value, 1 => Signal, 2 => Histogram, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        lines.Update(input);
        Value = lines.Difference;
    }

    protected override void KeepState(IndicatorState state) => lines.Keep(state);

    private static ExponentialMovingAverage Mean(int period, double? weight) =>
        weight is { } given ? new ExponentialMovingAverage(period, given) : new ExponentialMovingAverage(period);
}
