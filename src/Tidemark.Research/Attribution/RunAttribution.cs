using Tidemark.Research.Results;

namespace Tidemark.Research.Attribution;

/// <summary>
/// Where the profit of a run came from. Each list of <see cref="Dimensions"/> holds every round trip once; together with
/// <see cref="Rest"/> each sums to <see cref="NetProfit"/> to the last digit. So do the regimes, without the rest, because they share
/// out the changes of equity and not the trades.
/// </summary>
public sealed record RunAttribution
{
    /// <summary>What the account was worth at the start, in units of <see cref="MoneyUnits"/>.</summary>
    public required decimal InitialEquity { get; init; }

    /// <summary>What it was worth at the end.</summary>
    public required decimal FinalEquity { get; init; }

    public decimal NetProfit => FinalEquity - InitialEquity;

    /// <summary>The profit of all round trips after fees.</summary>
    public required decimal RoundTrips { get; init; }

    /// <summary>What belongs to no round trip, one line for each <see cref="RestKind"/>.</summary>
    public required IReadOnlyList<RestLine> Rest { get; init; }

    /// <summary>The round trips by instrument, strategy, side, entry tag, exit reason, regime and time of entry.</summary>
    public required IReadOnlyList<AttributionDimension> Dimensions { get; init; }

    /// <summary>The run by regime of the market; empty when no bars are at hand.</summary>
    public required IReadOnlyList<RegimeResult> Regimes { get; init; }

    /// <summary>What trading cost, one line for each cause.</summary>
    public required IReadOnlyList<CostLine> Costs { get; init; }

    /// <summary>The dimension of a name: <c>byEntryTag</c>.</summary>
    public IReadOnlyList<AttributedTrades> By(string dimension) => Dimensions.First(one => one.Name == dimension).Lines;

    /// <returns>Null when the account cannot be valued: no bars, or equity that is no number.</returns>
    internal static RunAttribution? Of(RunReport report)
    {
        var result = report.Result;
        if (result.Equity.Count == 0) return null;
        var first = result.InitialWorth is { } worth ? MoneyUnits.Of(worth) : MoneyUnits.Of(result.InitialEquity);
        var last = result.FinalWorth is { } final ? MoneyUnits.Of(final) : MoneyUnits.Of(result.Equity.Values.Span[^1]);
        if (first is not { } initial || last is not { } finalEquity) return null;
        var regimes = report.History.Count == 0 ? null : RegimeCalendar.Of(report.History);
        var dimensions = new DimensionTallies(report, regimes);
        foreach (var trip in result.RoundTrips) dimensions.Add(trip);
        return new RunAttribution
        {
            InitialEquity = initial,
            FinalEquity = finalEquity,
            RoundTrips = dimensions.Pnl,
            Rest = RestLines.Of(result, finalEquity - initial - dimensions.Pnl),
            Dimensions = dimensions.Finish(),
            Regimes = regimes is null ? [] : RegimeResults.Of(report, regimes, initial, finalEquity),
            Costs = CostLines.Of(report),
        };
    }
}
