using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// How far the close stands below the highest high of the last n bars, as a share of their range: -100 at the bottom, 0 at the top, and 0
/// for a range of zero. Warm after n bars.
/// </summary>
/// <remarks>Source: L. Williams, "How I Made One Million Dollars", 1973.</remarks>
public sealed class WilliamsPercentRange : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private PriceRange range;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public WilliamsPercentRange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        range = new PriceRange(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "willr",
            Title = "Williams %R",
            Group = IndicatorGroup.Momentum,
            Aliases = ["williams-percent-range", "williams-r"],
            Summary = "How far the close stands below the highest high of the last n bars, as a share of their range, -100 to 0.",
            Source = "L. Williams, How I Made One Million Dollars, 1973; TA-Lib WILLR",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("willr", OutputScale.Number)],
            Make = (values, _) => new WilliamsPercentRange(values.Period),
        },
    ];

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        range.Push(bar.High, bar.Low);
        if (!range.IsFull) return;
        var percent = (range.Highest - range.Lowest) / -100;
        Value = percent == 0 ? 0 : (range.Highest - bar.Close) / percent;
    }

    protected override void KeepState(IndicatorState state) => range.Keep(state);
}
