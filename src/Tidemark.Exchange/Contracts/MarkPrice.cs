using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Contracts;

/// <summary>
/// The price that positions are valued at: the middle one of the index moved by what is left of the funding rate, the index moved by the mean
/// distance of the contract from it, and the contract's last price (Binance, Mark Price and Price Index). The index is the spot market's middle.
/// </summary>
internal sealed class MarkPrice(Market market)
{
    private const decimal InterestRate = 0.0001m;
    private const decimal InterestBand = 0.0005m;
    private const decimal HighestRate = 0.02m;
    private const double Memory = 30;
    private const int RateDecimals = 8;
    private const int MostFundings = 1_000;
    private double distance;
    private double premiums;
    private long samples;

    public static readonly Duration FundingInterval = Duration.FromHours(8);

    public Market Market { get; } = market;

    public decimal Index { get; private set; } = market.Rules.OpeningPrice;

    public decimal Mark { get; private set; } = market.Rules.OpeningPrice;

    /// <summary>What would be paid if the interval ended now: a fraction for one interval.</summary>
    public decimal FundingRate { get; private set; } = InterestRate;

    public Instant NextFunding { get; private set; }

    /// <summary>What has been paid, the oldest first.</summary>
    public List<(Instant Time, decimal Rate, decimal Mark)> Fundings { get; } = [];

    /// <summary>Bars of the mark price.</summary>
    public KlineSeries[] Series { get; } = [.. KlineInterval.All.Select(interval => new KlineSeries(interval))];

    public static decimal Interest => InterestRate;

    public static decimal RateCap => HighestRate;

    public void Restore(Instant nextFunding, IEnumerable<(Instant Time, decimal Rate, decimal Mark)> fundings)
    {
        NextFunding = nextFunding;
        Fundings.AddRange(fundings);
    }

    public void Begin(Instant now) => NextFunding = After(now);

    /// <summary>Once a second.</summary>
    /// <param name="spot">The market that the contract follows; null for its own mean.</param>
    public void Update(Market? spot, Instant now)
    {
        Index = spot is not null && MiddleOf(spot) is { } outside ? outside : Market.AveragePrice(now);
        var own = MiddleOf(Market) ?? Market.LastPrice;
        var premium = (double)(own / Index - 1);
        distance += ((double)(own - Index) - distance) / Memory;
        premiums += premium;
        samples++;
        var mean = (decimal)(premiums / samples);
        FundingRate = Math.Round(Math.Clamp(mean + Math.Clamp(InterestRate - mean, -InterestBand, InterestBand), -HighestRate, HighestRate), RateDecimals);
        var left = (decimal)((NextFunding - now).TotalSeconds / FundingInterval.TotalSeconds);
        Mark = Math.Round(Median(Index * (1 + FundingRate * left), Index + (decimal)distance, Market.LastPrice), RateDecimals);
        foreach (var series in Series)
        {
            series.Advance(now);
            series.Add(new PublicTrade(0, Mark, 0, now, false, 0, 0, 0));
        }
    }

    /// <summary>Ends an interval; returns what is paid.</summary>
    public decimal EndInterval()
    {
        var rate = FundingRate;
        if (Fundings.Count >= MostFundings) Fundings.RemoveAt(0);
        Fundings.Add((NextFunding, rate, Mark));
        NextFunding += FundingInterval;
        (premiums, samples) = (0, 0);
        return rate;
    }

    private static Instant After(Instant now)
    {
        var seconds = (long)FundingInterval.TotalSeconds;
        return Instant.FromUnixSeconds((now.UnixSeconds / seconds + 1) * seconds);
    }

    private static decimal? MiddleOf(Market market) =>
        market.Best(Side.Buy) is { } bid && market.Best(Side.Sell) is { } ask ? (bid.Price + ask.Price) / 2 : null;

    private static decimal Median(decimal one, decimal two, decimal three) => Math.Max(Math.Min(one, two), Math.Min(Math.Max(one, two), three));
}
