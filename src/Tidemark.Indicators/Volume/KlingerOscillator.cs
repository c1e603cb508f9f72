using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// Klinger's volume oscillator: the difference of two exponential means of the volume force, and its signal line. The force of a bar is
/// volume x |2 dm / cm - 1| x trend x 100: dm is the bar's range, cm its sum since the trend of high + low + close last turned (with the
/// range of the bar before the turn). Both outputs are warm after slow + signal bars.
/// </summary>
/// <remarks>
/// Source: S. J. Klinger, "Identifying trends with volume analysis", Stocks and Commodities, December 1997. Where high + low + close does
/// not change, the trend goes on, as in Tulip Indicators; pages that write |2 (dm / cm - 1)| differ from this. A stretch without range has
/// no force.
/// </remarks>
public sealed class KlingerOscillator : Indicator, IIndicatorDefinition
{
    private readonly int slowPeriod;
    private readonly ExponentialMovingAverage fast;
    private readonly ExponentialMovingAverage slow;
    private readonly ExponentialMovingAverage smoothed;
    private double previousSum = double.NaN;
    private double previousRange;
    private double cumulated;
    private double trend;

    /// <exception cref="ArgumentException">The fast period is not less than the slow one, or one is not positive.</exception>
    public KlingerOscillator(int fastPeriod, int slowPeriod, int signalPeriod)
    {
        if (fastPeriod >= slowPeriod) throw new ArgumentException("fastPeriod must be less than slowPeriod");
        this.slowPeriod = slowPeriod;
        fast = new ExponentialMovingAverage(fastPeriod);
        slow = new ExponentialMovingAverage(slowPeriod);
        smoothed = new ExponentialMovingAverage(signalPeriod);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "kvo",
            Title = "Klinger volume oscillator",
            Group = IndicatorGroup.Volume,
            Aliases = ["klinger", "klinger-oscillator"],
            Summary = "The difference of a fast and a slow mean of volume that is signed and weighted by the trend.",
            Source = "S. J. Klinger, Identifying trends with volume analysis, Stocks and Commodities 1997",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(34, minimum: 1, name: "fastPeriod", description: "bars of the fast mean"),
                ParameterSpec.Period(55, minimum: 2, name: "slowPeriod", description: "bars of the slow mean"),
                ParameterSpec.Period(13, minimum: 1, name: "signalPeriod", description: "bars of the signal line"),
            ],
            Outputs = [new OutputSpec("kvo", OutputScale.Volume), new OutputSpec("signal", OutputScale.Volume)],
            Make = (values, _) => new KlingerOscillator(values.Whole("fastPeriod"), values.Whole("slowPeriod"), values.Whole("signalPeriod")),
        },
    ];

    public override int WarmUp => slowPeriod + smoothed.WarmUp;

    public override int OutputCount => 2;

    public double Signal => smoothed.Value;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => Signal,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        var sum = bar.High + bar.Low + bar.Close;
        var range = bar.High - bar.Low;
        if (!double.IsNaN(previousSum)) AddForce(bar.Volume, Math.Sign(sum - previousSum), range);
        previousSum = sum;
        previousRange = range;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(fast);
        state.Keep(slow);
        state.Keep(smoothed);
        state.Keep(ref previousSum);
        state.Keep(ref previousRange);
        state.Keep(ref cumulated);
        state.Keep(ref trend);
    }

    private void AddForce(double volume, int change, double range)
    {
        if (change != 0 && change != trend)
        {
            trend = change;
            cumulated = previousRange;
        }
        cumulated += range;
        var force = cumulated > 0 ? volume * Math.Abs(2 * range / cumulated - 1) * trend * 100 : 0;
        fast.Update(force);
        slow.Update(force);
        if (!slow.IsWarm) return;
        smoothed.Update(fast.Value - slow.Value);
        if (smoothed.IsWarm) Value = fast.Value - slow.Value;
    }
}
