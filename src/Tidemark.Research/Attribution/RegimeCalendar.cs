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

    /// <summary>The stretches from one change of the trend to the next, ascending: from when, and the trend (1 up, 0 sideways, -1 down; null where it is unknown again). Nothing before the first is known.</summary>
    public IEnumerable<(Instant From, int? Trend)> Trends()
    {
        int? before = null;
        for (var i = 0; i < regimes.Length; i++)
        {
            int? trend = RegimeNames.TrendOf(regimes[i]) switch { "up" => 1, "down" => -1, "sideways" => 0, _ => null };
            if (trend != before) yield return (new Instant(market.KnownAt[i]), trend);
            before = trend;
        }
    }

    public Regime At(Instant time)
    {
        var index = market.IndexAt(time);
        return index < 0 ? Regime.Unknown : regimes[index];
    }
}
