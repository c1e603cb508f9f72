using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Buying pressure (close less true low) as a share of the true range over three windows, weighted 4, 2 and 1 from the shortest to the
/// longest, 0 to 100. A window without range counts nothing. Warm one bar after the longest window.
/// </summary>
/// <remarks>Source: L. Williams, "The Ultimate Oscillator", Stocks &amp; Commodities, August 1985.</remarks>
public sealed class UltimateOscillator : Indicator, IIndicatorDefinition
{
    private readonly ExactWindowSum[] pressures;
    private readonly ExactWindowSum[] ranges;
    private readonly int longest;
    private double previousClose = double.NaN;

    /// <summary>The order of the periods does not matter: the shortest weighs most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A period is not positive.</exception>
    public UltimateOscillator(int first = 7, int second = 14, int third = 28)
    {
        int[] periods = [first, second, third];
        Array.Sort(periods);
        longest = periods[^1];
        pressures = [new(periods[0]), new(periods[1]), new(periods[2])];
        ranges = [new(periods[0]), new(periods[1]), new(periods[2])];
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "ultosc",
            Title = "Ultimate oscillator",
            Group = IndicatorGroup.Momentum,
            Aliases = ["ultimate-oscillator"],
            Summary = "Buying pressure as a share of the true range over three windows at once, 0 to 100.",
            Source = "L. Williams, The Ultimate Oscillator, Stocks & Commodities, August 1985; TA-Lib ULTOSC",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(7, 1, "timePeriod1", "bars of the first window"),
                ParameterSpec.Period(14, 1, "timePeriod2", "bars of the second window"),
                ParameterSpec.Period(28, 1, "timePeriod3", "bars of the third window"),
            ],
            Outputs = [new OutputSpec("ultosc", OutputScale.Number)],
            Make = (values, _) => new UltimateOscillator(values.Whole("timePeriod1"), values.Whole("timePeriod2"), values.Whole("timePeriod3")),
        },
    ];

    public override int WarmUp => longest + 1;

    public override void Update(in Bar bar)
    {
        var previous = previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(previous)) return;
        var pressure = bar.Close - Math.Min(bar.Low, previous);
        var range = TrueRange.Of(bar, previous);
        var total = 0.0;
        var weight = 4.0;
        for (var i = 0; i < pressures.Length; i++)
        {
            var pressureSum = pressures[i].Add(pressure);
            var rangeSum = ranges[i].Add(range);
            if (!NearZero.Is(rangeSum)) total += weight * (pressureSum / rangeSum);
            weight /= 2;
        }
        if (ranges[^1].IsFull) Value = 100 * (total / 7);
    }

    protected override void KeepState(IndicatorState state)
    {
        for (var i = 0; i < pressures.Length; i++)
        {
            pressures[i].Keep(state);
            ranges[i].Keep(state);
        }
        state.Keep(ref previousClose);
    }
}
