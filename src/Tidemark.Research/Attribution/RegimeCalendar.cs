using Tidemark.Analytics.Regimes;

namespace Tidemark.Research.Attribution;

/// <summary>Which regime the market of a run was known to be in at any moment; see <see cref="RegimeRule"/>.</summary>
internal sealed class RegimeCalendar
{
    private readonly MarketCloses market;
    private readonly Regime[] regimes;

    private RegimeCalendar(MarketCloses market)
    {
        this.market = market;
        regimes = RegimeRule.Classify(market.Closes);
    }

    /// <param name="bars">By instrument, everything known up to the end of the run.</param>
    public static RegimeCalendar Of(IReadOnlyList<BarColumns> bars) => new(MarketCloses.Of(bars));

    public Regime At(Instant time)
    {
        var index = market.IndexAt(time);
        return index < 0 ? Regime.Unknown : regimes[index];
    }
}
