using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Columns;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// The stochastic oscillator: where the close stands in the range of the last n bars, 0 to 100, smoothed (slow K), and a moving average of
/// that (slow D). Warm when slow D is.
/// </summary>
/// <remarks>Source: G. Lane, 1950s.</remarks>
public sealed class Stochastic : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly SeriesIndicator slowK;
    private readonly SeriesIndicator slowD;
    private PriceRange range;

    /// <exception cref="ArgumentOutOfRangeException">A period is not positive, or there is no such average.</exception>
    public Stochastic(int fastK, int slowK, int slowD, MovingAverageKind slowKKind = MovingAverageKind.Sma, MovingAverageKind slowDKind = MovingAverageKind.Sma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastK, 1);
        period = fastK;
        this.slowK = MovingAverage.OfOscillator(slowKKind, slowK);
        this.slowD = MovingAverage.OfOscillator(slowDKind, slowD);
        range = new PriceRange(fastK);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "stoch",
            Title = "Stochastic oscillator",
            Group = IndicatorGroup.Momentum,
            Aliases = ["stochastic"],
            Summary = "Where the close stands in the range of the last n bars, 0 to 100, smoothed once and twice.",
            Source = "G. Lane, 1950s; TA-Lib STOCH",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(5, 1, "fastKPeriod", "bars of the range"),
                ParameterSpec.Period(3, 1, "slowKPeriod", "bars of the first average"),
                MovingAverage.KindParameter("slowKMaType", of: "the first average"),
                ParameterSpec.Period(3, 1, "slowDPeriod", "bars of the second average"),
                MovingAverage.KindParameter("slowDMaType", of: "the second average"),
            ],
            Outputs = [new OutputSpec("slowK", OutputScale.Number), new OutputSpec("slowD", OutputScale.Number)],
            Make = (values, _) => new Stochastic(
                values.Whole("fastKPeriod"), values.Whole("slowKPeriod"), values.Whole("slowDPeriod"),
                MovingAverage.KindIn(values, "slowKMaType"), MovingAverage.KindIn(values, "slowDMaType")),
        },
    ];

    /// <summary>The average of slow K, which is <see cref="Indicator.Value"/>.</summary>
    public double SlowD => slowD.Value;

    public override int WarmUp => period + slowK.WarmUp + slowD.WarmUp - 2;

    public override int OutputCount => 2;

    public override double Output(int index) => index switch { 0 => Value, 1 => slowD.Value, _ => throw NoOutput(index) };

    public override void Update(in Bar bar)
    {
        range.Push(bar.High, bar.Low);
        if (!range.IsFull) return;
        slowK.Update(FastStochastic.Position(range, bar.Close));
        if (!slowK.IsWarm) return;
        slowD.Update(slowK.Value);
        if (slowD.IsWarm) Value = slowK.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ComputeColumns(in BarSpans bars, in OutputColumns outputs)
    {
        var first = outputs[0];
        var second = outputs[1];
        if (bars.Count < period || slowK.OutputCount > 1 || slowD.OutputCount > 1)
        {
            base.ComputeColumns(bars, outputs);
            return;
        }
        SlidingExtremes.Highest(bars.High, period, first);
        SlidingExtremes.Lowest(bars.Low, period, second);
        var close = bars.Close;
        for (var i = 0; i < second.Length; i++) second[i] = FastStochastic.Position(second[i], first[i], close[i]);
        Average(slowK, period - 1, second, first);
        Average(slowD, Math.Min(period + slowK.WarmUp - 2, first.Length), first, second);
        first[..Math.Min(WarmUp - 1, first.Length)].Fill(double.NaN);
        second[..Math.Min(WarmUp - 1, second.Length)].Fill(double.NaN);
    }

    private static void Average(SeriesIndicator average, int start, ReadOnlySpan<double> values, Span<double> output) =>
        average.Compute(values[start..], new OutputColumns(output[start..], 1, values.Length - start));

    protected override void KeepState(IndicatorState state)
    {
        range.Keep(state);
        state.Keep(slowK);
        state.Keep(slowD);
    }
}
