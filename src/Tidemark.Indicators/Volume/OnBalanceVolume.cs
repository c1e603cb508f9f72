using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volume;

/// <summary>
/// A running total of volume, added when the close rises and taken off when it falls, starting with the first bar's. Warm with the first bar.
/// </summary>
/// <remarks>Source: J. Granville, "Granville's New Key to Stock Market Profits", 1963.</remarks>
public sealed class OnBalanceVolume : Indicator, IIndicatorDefinition
{
    private double previousClose = double.NaN;
    private double total;

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "obv",
            Title = "On-balance volume",
            Group = IndicatorGroup.Volume,
            Aliases = ["on-balance-volume"],
            Summary = "A running total of volume, added when the close rises and taken off when it falls.",
            Source = "J. Granville, Granville's New Key to Stock Market Profits, 1963; TA-Lib OBV",
            Input = IndicatorInput.Bars,
            Outputs = [new OutputSpec("obv", OutputScale.Volume)],
            Make = (_, _) => new OnBalanceVolume(),
        },
    ];

    public override int WarmUp => 1;

    public override void Update(in Bar bar)
    {
        if (double.IsNaN(previousClose)) total = bar.Volume;
        else if (bar.Close > previousClose) total += bar.Volume;
        else if (bar.Close < previousClose) total -= bar.Volume;
        previousClose = bar.Close;
        Value = total;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref previousClose);
        state.Keep(ref total);
    }
}
