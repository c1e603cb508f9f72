namespace Tidemark.Simulation.Markets;

/// <summary>What decides a generated market: the same options give the same bars on every machine.</summary>
/// <param name="Seed">Any number.</param>
/// <param name="Interval">The interval of the bars. All of a minute or longer are built from the same minutes.</param>
/// <param name="From">The open time of the first bar; must be aligned to the interval.</param>
/// <param name="StartPrice">The first price, in quote currency; also the level to which prices are weakly drawn over years.</param>
/// <param name="AnnualVolatility">The long-run volatility per year as a fraction, jumps apart.</param>
public sealed record SyntheticMarketOptions(ulong Seed, Interval Interval, Instant From, double StartPrice = SyntheticMarketOptions.DefaultStartPrice,
    double AnnualVolatility = SyntheticMarketOptions.DefaultAnnualVolatility)
{
    public const double DefaultStartPrice = 30_000;
    public const double DefaultAnnualVolatility = 0.75;

    /// <exception cref="BadInputException">A value cannot be used; the message says which.</exception>
    public void Validate()
    {
        if (!Interval.IsAligned(From)) throw new BadInputException($"no bar of {Interval} opens at {From}; the one of that moment opens at {Interval.OpenOf(From)}");
        if (!(StartPrice is >= 1e-6 and <= 1e9)) throw new BadInputException($"the start price {StartPrice} must lie between 0.000001 and 1,000,000,000");
        if (!(AnnualVolatility is >= 0.01 and <= 5)) throw new BadInputException($"the annual volatility {AnnualVolatility} must lie between 0.01 and 5");
    }
}
