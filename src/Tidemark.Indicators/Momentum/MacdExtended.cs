using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// A MACD of any kinds of moving averages. Both averages give their first value together, the quicker one starting late, as in TA-Lib.
/// Warm when the signal line is.
/// </summary>
public sealed class MacdExtended : SeriesIndicator, IIndicatorDefinition
{
    private readonly MacdLines lines;

    /// <summary>If fast is longer than slow they change places, with their kinds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A period is not positive, or there is no such average.</exception>
    public MacdExtended(int fast, MovingAverageKind fastKind, int slow, MovingAverageKind slowKind, int signal, MovingAverageKind signalKind)
    {
        if (slow < fast) (fast, fastKind, slow, slowKind) = (slow, slowKind, fast, fastKind);
        var (fastAverage, slowAverage) = (MovingAverage.Of(fastKind, fast), MovingAverage.Of(slowKind, slow));
        var start = Math.Max(fastAverage.WarmUp, slowAverage.WarmUp);
        lines = new MacdLines(
            new LateStart(fastAverage, start - fastAverage.WarmUp),
            new LateStart(slowAverage, start - slowAverage.WarmUp),
            MovingAverage.Of(signalKind, signal));
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "macdext",
            Title = "MACD with chosen averages",
            Group = IndicatorGroup.Momentum,
            Summary = "The distance of two moving averages of any kinds, with a signal line of any kind.",
            Source = "TA-Lib MACDEXT",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(12, name: "fastPeriod", description: "bars of the fast average"),
                MovingAverage.KindParameter("fastMaType", of: "the fast average"),
                ParameterSpec.Period(26, name: "slowPeriod", description: "bars of the slow average"),
                MovingAverage.KindParameter("slowMaType", of: "the slow average"),
                ParameterSpec.Period(9, 1, "signalPeriod", "bars of the signal line"),
                MovingAverage.KindParameter("signalMaType", of: "the signal line"),
            ],
            Outputs = Macd.Lines,
            Make = IndicatorDescriptor.Series((values, field) => new MacdExtended(
                values.Whole("fastPeriod"), MovingAverage.KindIn(values, "fastMaType"),
                values.Whole("slowPeriod"), MovingAverage.KindIn(values, "slowMaType"),
                values.Whole("signalPeriod"), MovingAverage.KindIn(values, "signalMaType")) { Source = field }),
        },
    ];

    /// <summary>The signal line; the difference of the averages is <see cref="Indicator.Value"/>.</summary>
    public double Signal => IsWarm ? lines.Signal : double.NaN;

    /// <summary>The difference of the averages less the signal line.</summary>
    public double Histogram => Value - lines.Signal;

    public override int WarmUp => lines.WarmUp;

    public override int OutputCount => 3;

    public override double Output(int index) => index switch { 0 => Value, 1 => Signal, 2 => Histogram, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        lines.Update(input);
        Value = lines.Difference;
    }

    protected override void KeepState(IndicatorState state) => lines.Keep(state);
}
