using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// A stop line at a multiple of the average true range from the middle of the bar, which only moves with the trend and changes sides when
/// a close passes it. Its direction is +1 while the line lies below the price, -1 while above. Warm with the average true range,
/// after n + 1 bars, where it starts downwards as on TradingView.
/// </summary>
/// <remarks>
/// Source: O. Seban, "Tout le monde mérite d'être riche", 2008. A band moves only towards the price, unless the close before lay beyond
/// it.
/// </remarks>
public sealed class SuperTrend(int period, double multiplier) : Indicator, IIndicatorDefinition
{
    private readonly AverageTrueRange range = new(period);
    private double upper = double.NaN;
    private double lower = double.NaN;
    private double previousClose;
    private double direction = double.NaN;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "supertrend",
            Title = "SuperTrend",
            Group = IndicatorGroup.Trend,
            Summary = "A trailing line at a multiple of the average true range that changes sides when a close passes it.",
            Source = "O. Seban, Tout le monde mérite d'être riche, 2008; starting direction as on TradingView",
            Input = IndicatorInput.Bars,
            Parameters =
            [
                ParameterSpec.Period(10, minimum: 1, description: "bars of the average true range"),
                ParameterSpec.Number("multiplier", 3, 0, 1_000, "average true ranges from the middle of the bar to the line"),
            ],
            Outputs = [new OutputSpec("supertrend", OutputScale.Level), new OutputSpec("direction", OutputScale.Signal, "+1 up, -1 down")],
            Make = (values, _) => new SuperTrend(values.Period, values["multiplier"]),
        },
    ];

    public override int WarmUp => range.WarmUp;

    public override int OutputCount => 2;

    /// <summary>+1 while the line lies below the price, -1 while above.</summary>
    public double Direction => direction;

    public override double Output(int index) => index switch
    {
        0 => Value,
        1 => direction,
        _ => throw NoOutput(index),
    };

    public override void Update(in Bar bar)
    {
        range.Update(bar);
        if (range.IsWarm)
        {
            var middle = 0.5 * (bar.High + bar.Low);
            var distance = multiplier * range.Value;
            var (newUpper, newLower) = (middle + distance, middle - distance);
            upper = newUpper < upper || previousClose > upper || double.IsNaN(upper) ? newUpper : upper;
            lower = newLower > lower || previousClose < lower || double.IsNaN(lower) ? newLower : lower;
            if (double.IsNaN(direction)) direction = -1;
            else if (direction < 0) direction = bar.Close > upper ? 1 : -1;
            else direction = bar.Close < lower ? -1 : 1;
            Value = direction > 0 ? lower : upper;
        }
        previousClose = bar.Close;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(range);
        state.Keep(ref upper);
        state.Keep(ref lower);
        state.Keep(ref previousClose);
        state.Keep(ref direction);
    }
}
