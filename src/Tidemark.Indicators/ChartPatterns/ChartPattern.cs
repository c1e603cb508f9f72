using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Levels;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// A chart pattern over confirmed swing points: 100 on the bar whose close completes a bullish one, -100 for a bearish one, 0 otherwise;
/// and of the last completed one the level that was broken and the target.
/// </summary>
/// <remarks>
/// Turning points are swing points of n bars on either side (see <see cref="SwingPoints"/>), highs and lows in turn: of several highs
/// without a low between them the highest counts, of lows the lowest; of a bar that is both, the kind that alternates comes first.
/// Whenever a turning point is confirmed or surpassed, the pattern looks at the newest ones; if they have its shape it waits for a close
/// beyond one of its two lines, from that bar on (so also on the very bar, if the price is there already). A close beyond the other line,
/// where that is no signal, ends it; so does waiting longer than it took to form, or past the bar where its lines meet; a newly formed
/// one takes its place. "Level" means that two prices differ by at most the tolerance, as a share of their mean. Inverted patterns are
/// the same rules on prices with the opposite sign. Value and outputs are of the bar itself and never change.
/// </remarks>
public abstract class ChartPattern : Indicator
{
    private readonly double tolerance;
    private readonly double minimumHeight;
    private readonly int pivotsNeeded;
    private readonly bool isInverted;
    private readonly PivotTrail pivots = new();
    private SwingDetector swings;
    private ChartSetup setup;
    private bool isWaiting;
    private long now;
    private double breakout = double.NaN;
    private double target = double.NaN;

    private protected ChartPattern(ChartPatternOptions options, int pivotsNeeded, bool isInverted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.TolerancePercent);
        ArgumentOutOfRangeException.ThrowIfNegative(options.HeightPercent);
        swings = new SwingDetector(options.Strength);
        tolerance = options.TolerancePercent / 100;
        minimumHeight = options.HeightPercent / 100;
        this.pivotsNeeded = pivotsNeeded;
        this.isInverted = isInverted;
    }

    /// <summary>100, -100 or 0 at the last bar.</summary>
    public double Signal => Value;

    /// <summary>The price of the line that the last completed pattern broke, at the bar that broke it.</summary>
    public double Breakout => breakout;

    /// <summary>The target of the last completed pattern.</summary>
    public double Target => target;

    public sealed override int WarmUp => swings.WarmUp;

    public sealed override int OutputCount => 3;

    public sealed override double Output(int index) => index switch
    {
        0 => Signal,
        1 => breakout,
        2 => target,
        _ => throw NoOutput(index),
    };

    public sealed override void Update(in Bar bar)
    {
        now++;
        var (high, low, close) = isInverted ? (-bar.Low, -bar.High, -bar.Close) : (bar.High, bar.Low, bar.Close);
        swings.Add(high, low);
        if (AddPivots() && pivots.Count >= pivotsNeeded && Form(pivots, out var formed))
        {
            setup = formed;
            isWaiting = true;
        }
        var signal = isWaiting ? Watch(close) : 0;
        if (now >= WarmUp) Value = signal;
    }

    /// <summary>Looks whether the newest turning points have the pattern's shape, the bearish one of a pair.</summary>
    private protected abstract bool Form(PivotTrail pivots, out ChartSetup setup);

    private protected bool AreLevel(double left, double right) => Math.Abs(left - right) <= tolerance * (Math.Abs(left) + Math.Abs(right)) / 2;

    /// <summary>One price is above another by more than the tolerance.</summary>
    private protected bool IsClearlyAbove(double upper, double lower) => upper > lower && !AreLevel(upper, lower);

    /// <summary>A height is at least the smallest one, as a share of a price.</summary>
    private protected bool IsTall(double height, double price) => height >= minimumHeight * Math.Abs(price);

    /// <summary>The last bar for a pattern between two lines that began and ended at turning points: as long as it took, but not past where they meet.</summary>
    private protected static long LastBar(in ChartLine upper, in ChartLine lower, in ChartPivot oldest, in ChartPivot newest)
    {
        var asLong = 2 * newest.Bar - oldest.Bar;
        var closing = lower.Slope - upper.Slope;
        if (!(closing > 0)) return asLong;
        var untilTheyMeet = (upper.At(oldest.Bar) - lower.At(oldest.Bar)) / closing;
        return untilTheyMeet < asLong - oldest.Bar ? oldest.Bar + (long)untilTheyMeet : asLong;
    }

    protected sealed override void KeepState(IndicatorState state)
    {
        swings.Keep(state);
        pivots.Keep(state);
        setup.Keep(state);
        state.Keep(ref isWaiting);
        state.Keep(ref now);
        state.Keep(ref breakout);
        state.Keep(ref target);
    }

    /// <summary>Describes a pattern; its three parameters are the same for all but for their defaults.</summary>
    private protected static IndicatorDescriptor Describe(string name, string title, string summary, ChartPatternOptions defaults,
        Func<ChartPatternOptions, ChartPattern> make, params ImmutableArray<string> aliases) => new()
        {
            Name = name,
            Title = title,
            Aliases = aliases,
            Group = IndicatorGroup.ChartPatterns,
            Summary = summary,
            Source = "T. N. Bulkowski, Encyclopedia of Chart Patterns, 2005; A. W. Lo, H. Mamaysky, J. Wang, Foundations of Technical Analysis, Journal of Finance 55, 2000",
            Input = IndicatorInput.Bars,
            IsEventDriven = true,
            Parameters =
            [
                SwingPoints.Strength(defaults.Strength),
                ParameterSpec.Number("tolerance", defaults.TolerancePercent, 0, 100, "percent by which prices that should be level may differ"),
                ParameterSpec.Number("height", defaults.HeightPercent, 0, 1000, "smallest height of the pattern in percent of its price"),
            ],
            Outputs =
            [
                new OutputSpec("signal", OutputScale.Signal, "100 bullish, -100 bearish, 0 none"),
                new OutputSpec("breakout", OutputScale.Level, "the level that the last one broke"),
                new OutputSpec("target", OutputScale.Level, "the target of the last one"),
            ],
            Make = (values, _) => make(new ChartPatternOptions(values.Whole("strength"), values["tolerance"], values["height"])),
        };

    private bool AddPivots()
    {
        var high = new ChartPivot(swings.High, now - swings.Strength, true);
        var low = new ChartPivot(swings.Low, now - swings.Strength, false);
        if (!swings.IsLow) return swings.IsHigh && pivots.Add(high);
        if (!swings.IsHigh) return pivots.Add(low);
        var isHighFirst = pivots.Count > 0 && !pivots[0].IsHigh;
        return isHighFirst ? pivots.Add(high) | pivots.Add(low) : pivots.Add(low) | pivots.Add(high);
    }

    private double Watch(double close)
    {
        var isAbove = close > setup.Upper.At(now);
        var isBelow = close < setup.Lower.At(now);
        isWaiting = now <= setup.LastBar && !isAbove && !isBelow;
        if (now > setup.LastBar) return 0;
        if (isAbove && setup.BreaksUp) return Complete(1, setup.Upper.At(now));
        return isBelow && setup.BreaksDown ? Complete(-1, setup.Lower.At(now)) : 0;
    }

    private double Complete(int direction, double level)
    {
        var sign = isInverted ? -1 : 1;
        breakout = sign * level;
        target = sign * (double.IsNaN(setup.Target) ? level + direction * setup.Height : setup.Target);
        return 100 * sign * direction;
    }
}
