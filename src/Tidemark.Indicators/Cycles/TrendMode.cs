using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Cycles;

/// <summary>
/// 1 where prices trend, 0 where they cycle: they cycle for half a period after the sine waves cross, and while the phase turns as fast as
/// a cycle of that length does, unless they stand 1.5 % or more away from the trendline. Warm after 64 bars.
/// </summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001, chapter 11.</remarks>
public sealed class TrendMode : SeriesIndicator, IIndicatorDefinition
{
    private const double FarFromTrendline = 0.015;
    private readonly CyclePhase phase = new();
    private CycleTrendline trendline = new();
    private double sine;
    private double leadSine;
    private int barsSinceCross;
    private int count;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ht_trendmode",
            Title = "Hilbert transform: trend mode",
            Group = IndicatorGroup.Cycles,
            Aliases = ["trend-mode"],
            Summary = "1 where prices trend, 0 where they move in a cycle.",
            Source = "J. F. Ehlers, Rocket Science for Traders, 2001; TA-Lib HT_TRENDMODE",
            Input = IndicatorInput.Series,
            DefaultFields = [BarField.Close],
            Outputs = [new OutputSpec("trendMode", OutputScale.Number, "1 for trend, 0 for cycle")],
            Make = IndicatorDescriptor.Series((_, field) => new TrendMode { Source = field }),
        },
    ];

    public override int WarmUp => 64;

    public override void Update(double input)
    {
        if (count < WarmUp) count++;
        trendline.Push(input);
        var phaseBefore = phase.Degrees;
        if (!phase.Update(input)) return;
        var isTrend = IsTrend(phase.Degrees - phaseBefore, trendline.Next(phase.WholePeriod));
        if (count == WarmUp) Value = isTrend ? 1 : 0;
    }

    protected override void KeepState(IndicatorState state)
    {
        phase.Keep(state);
        trendline.Keep(state);
        state.Keep(ref sine);
        state.Keep(ref leadSine);
        state.Keep(ref barsSinceCross);
        state.Keep(ref count);
    }

    private bool IsTrend(double turn, double line)
    {
        var (sineBefore, leadBefore) = (sine, leadSine);
        sine = SineWave.Sine(phase.Degrees);
        leadSine = SineWave.Sine(phase.Degrees + 45);
        var isTrend = true;
        if ((sine > leadSine && sineBefore <= leadBefore) || (sine < leadSine && sineBefore >= leadBefore))
        {
            barsSinceCross = 0;
            isTrend = false;
        }
        barsSinceCross++;
        var period = phase.Cycle.SmoothPeriod;
        if (barsSinceCross < 0.5 * period) isTrend = false;
        if (period != 0 && turn > 0.67 * 360 / period && turn < 1.5 * 360 / period) isTrend = false;
        return isTrend || (line != 0 && Math.Abs((phase.Cycle.SmoothPrice - line) / line) >= FarFromTrendline);
    }
}
