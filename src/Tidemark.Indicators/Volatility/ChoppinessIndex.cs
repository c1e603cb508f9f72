using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Volatility;

/// <summary>
/// 100 x log(sum of true ranges / (highest high - lowest low)) / log(n) over n bars: near 100 where prices go back and forth, near 0 in a
/// straight trend. Warm after n + 1 bars; 100 where nothing moved.
/// </summary>
/// <remarks>Source: E. W. Dreiss, the Choppiness Index, 1991. Gaps at the window's edge may take it above 100.</remarks>
public sealed class ChoppinessIndex : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private readonly double scale;
    private ExactWindowSum ranges;
    private WindowExtreme highest;
    private WindowExtreme lowest;
    private double previousClose = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">The period is less than 2.</exception>
    public ChoppinessIndex(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        this.period = period;
        scale = 100 / Math.Log(period);
        ranges = new ExactWindowSum(period);
        highest = WindowExtreme.Highest(period);
        lowest = WindowExtreme.Lowest(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "chop",
            Title = "Choppiness index",
            Group = IndicatorGroup.Volatility,
            Aliases = ["choppiness", "choppiness-index"],
            Summary = "Whether prices go back and forth (near 100) or one way (near 0).",
            Source = "E. W. Dreiss, Choppiness Index, 1991",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("chop", OutputScale.Number)],
            Make = (values, _) => new ChoppinessIndex(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var before = previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(before)) return;
        var sum = ranges.Add(TrueRange.Of(bar, before));
        var range = highest.Add(bar.High) - lowest.Add(bar.Low);
        if (ranges.IsFull) Value = range > 0 && sum > 0 ? scale * Math.Log(sum / range) : 100;
    }

    protected override void KeepState(IndicatorState state)
    {
        ranges.Keep(state);
        highest.Keep(state);
        lowest.Keep(state);
        state.Keep(ref previousClose);
    }
}
