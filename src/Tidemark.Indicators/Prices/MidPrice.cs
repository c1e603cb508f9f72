using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Prices;

/// <summary>The middle between the highest high and the lowest low of the last n bars. Warm after n bars.</summary>
public sealed class MidPrice : Indicator, IIndicatorDefinition
{
    private readonly int period;
    private PriceRange range;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public MidPrice(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        range = new PriceRange(period);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "midprice",
            Title = "Midpoint price",
            Group = IndicatorGroup.MovingAverages,
            Summary = "The middle between the highest high and the lowest low of the last n bars.",
            Source = "TA-Lib MIDPRICE",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14)],
            Outputs = [new OutputSpec("midprice", OutputScale.Level)],
            Make = (values, _) => new MidPrice(values.Period),
        },
    ];

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        range.Push(bar.High, bar.Low);
        if (range.IsFull) Value = (range.Highest + range.Lowest) / 2;
    }

    protected override void KeepState(IndicatorState state) => range.Keep(state);
}
