using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Bands;

/// <summary>
/// A moving average and bands at multiples of the standard deviation of the last n values above and below it. The deviation is taken
/// about the simple mean whatever the kind of average, as in TA-Lib. Warm when both are.
/// </summary>
/// <remarks>Source: J. Bollinger, "Bollinger on Bollinger Bands", 2001.</remarks>
public sealed class BollingerBands : SeriesIndicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly SeriesIndicator average;
    private readonly double deviationsUp;
    private readonly double deviationsDown;
    private MomentWindow window;
    private double middle = double.NaN;
    private double lower = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive, or there is no such average.</exception>
    public BollingerBands(int period, double deviationsUp = 2, double deviationsDown = 2, MovingAverageKind kind = MovingAverageKind.Sma)
    {
        this.period = period;
        average = MovingAverage.Of(kind, period);
        window = new MomentWindow(period);
        this.deviationsUp = deviationsUp;
        this.deviationsDown = deviationsDown;
        WarmUp = Math.Max(average.WarmUp, period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "bbands",
            Title = "Bollinger Bands",
            Group = IndicatorGroup.Bands,
            Aliases = ["bollinger-bands", "bollinger"],
            Summary = "A moving average with bands at multiples of the standard deviation above and below it.",
            Source = "J. Bollinger, Bollinger on Bollinger Bands, 2001; TA-Lib BBANDS",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Parameters =
            [
                ParameterSpec.Period(5),
                ParameterSpec.Number("nbDevUp", 2, double.NegativeInfinity, double.PositiveInfinity, "standard deviations to the upper band"),
                ParameterSpec.Number("nbDevDn", 2, double.NegativeInfinity, double.PositiveInfinity, "standard deviations to the lower band"),
                MovingAverage.KindParameter(),
            ],
            Outputs = [new OutputSpec("upper", OutputScale.Level), new OutputSpec("middle", OutputScale.Level), new OutputSpec("lower", OutputScale.Level)],
            Make = IndicatorDescriptor.Series((values, field) =>
                new BollingerBands(values.Period, values["nbDevUp"], values["nbDevDn"], MovingAverage.KindIn(values)) { Source = field }),
        },
    ];

    /// <summary>The upper band.</summary>
    public double Upper => Value;

    /// <summary>The moving average.</summary>
    public double Middle => middle;

    /// <summary>The lower band.</summary>
    public double Lower => lower;

    public override int WarmUp { get; }

    public override int OutputCount => 3;

    public override double Output(int index) => index switch { 0 => Value, 1 => middle, 2 => lower, _ => throw NoOutput(index) };

    public override void Update(double input)
    {
        window.Push(input);
        average.Update(input);
        if (!window.IsFull || !average.IsWarm) return;
        var deviation = window.Deviation;
        middle = average.Value;
        Value = middle + deviation * deviationsUp;
        lower = middle - deviation * deviationsDown;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        if (average.OutputCount > 1)
        {
            base.ComputeColumns(values, outputs);
            return;
        }
        var uppers = outputs[0];
        var middles = outputs[1];
        var lowers = outputs[2];
        average.Compute(values, new OutputColumns(middles, 1, values.Length));
        MomentWindow.Variances(values, period, lowers);
        MomentWindow.Roots(lowers);
        for (var i = 0; i < uppers.Length; i++)
        {
            var (mean, deviation) = (middles[i], lowers[i]);
            uppers[i] = mean + deviation * deviationsUp;
            lowers[i] = mean - deviation * deviationsDown;
        }
    }

    protected override void KeepState(IndicatorState state)
    {
        window.Keep(state);
        state.Keep(average);
        state.Keep(ref middle);
        state.Keep(ref lower);
    }
}
