using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.Prices;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// How far the typical price stands from its mean of the last n bars, in units of 0.015 mean absolute deviations; 0 where either is zero.
/// Warm after n bars; a bar costs as much as the window is long.
/// </summary>
/// <remarks>Source: D. Lambert, "Commodity Channel Index", Commodities, October 1980.</remarks>
public sealed class CommodityChannelIndex : Indicator, IIndicatorDefinition
{
    private ValueWindow window;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public CommodityChannelIndex(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        window = new ValueWindow(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "cci",
            Title = "Commodity channel index",
            Group = IndicatorGroup.Momentum,
            Aliases = ["commodity-channel-index"],
            Summary = "How far the typical price stands from its mean, in units of 0.015 mean absolute deviations.",
            Source = "D. Lambert, Commodity Channel Index, Commodities, October 1980; TA-Lib CCI",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("cci", OutputScale.Number)],
            Make = (values, _) => new CommodityChannelIndex(values.Period),
        },
    ];

    public override int WarmUp => window.Length;

    // The sums run over the ring in the order of its slots, as TA-Lib's do: where prices stand still, the result is a ratio of two
    // rounding errors, and depends on it.
    public override void Update(in Bar bar)
    {
        var price = BarPrice.Typical(bar);
        window.Push(price);
        if (!window.IsFull) return;
        var sum = 0.0;
        foreach (var value in window.Slots) sum += value;
        var mean = sum / window.Length;
        var distances = 0.0;
        foreach (var value in window.Slots) distances += Math.Abs(value - mean);
        var distance = price - mean;
        Value = distance != 0 && distances != 0 ? distance / (0.015 * (distances / window.Length)) : 0;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
