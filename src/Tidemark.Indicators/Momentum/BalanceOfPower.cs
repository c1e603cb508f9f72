using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>A bar's body as a share of its range, -1 to 1; 0 for a range of zero. Warm with the first bar.</summary>
/// <remarks>Source: I. Livshin, "Balance of Market Power", Stocks &amp; Commodities, August 2001.</remarks>
public sealed class BalanceOfPower : Indicator, IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "bop",
            Title = "Balance of power",
            Group = IndicatorGroup.Momentum,
            Aliases = ["balance-of-power"],
            Summary = "A bar's body as a share of its range, -1 to 1.",
            Source = "I. Livshin, Balance of Market Power, Stocks & Commodities, August 2001; TA-Lib BOP",
            Input = IndicatorInput.Bars,
            Outputs = [new OutputSpec("bop", OutputScale.Number)],
            Make = (_, _) => new BalanceOfPower(),
        },
    ];

    public override int WarmUp => 1;

    public override void Update(in Bar bar)
    {
        var range = bar.High - bar.Low;
        Value = range < NearZero.Bound ? 0 : (bar.Close - bar.Open) / range;
    }

    protected override void KeepState(IndicatorState state) { }
}
