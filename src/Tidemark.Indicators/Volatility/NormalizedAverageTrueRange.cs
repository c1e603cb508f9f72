using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Volatility;

/// <summary>
/// The average true range in per cent of the close; of one bar the true range itself, in price units, as in TA-Lib. Warm after n + 1 bars.
/// </summary>
/// <remarks>Source: J. Forman, "Cross-Market Evaluations With Normalized Average True Range", Stocks &amp; Commodities, May 2006.</remarks>
/// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
public sealed class NormalizedAverageTrueRange(int period) : Indicator, IIndicatorDefinition
{
    private readonly AverageTrueRange average = new(period);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "natr",
            Title = "Normalised average true range",
            Group = IndicatorGroup.Volatility,
            Summary = "The average true range in per cent of the close.",
            Source = "J. Forman, Cross-Market Evaluations With Normalized Average True Range, Stocks & Commodities, May 2006; TA-Lib NATR",
            Input = IndicatorInput.Bars,
            Parameters = [ParameterSpec.Period(14, minimum: 1)],
            Outputs = [new OutputSpec("natr", OutputScale.Number)],
            Make = (values, _) => new NormalizedAverageTrueRange(values.Period),
        },
    ];

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        average.Update(bar);
        if (!average.IsWarm) return;
        if (period == 1) Value = average.Value;
        else Value = NearZero.Is(bar.Close) ? 0 : average.Value / bar.Close * 100;
    }

    protected override void KeepState(IndicatorState state) => state.Keep(average);
}
