namespace Tidemark.Venues.Reference;

/// <summary>What the source knows of a coin's market. Null is what it does not know; amounts are in the currency that was asked for.</summary>
public sealed record ReferenceMarket
{
    /// <summary>The source's name: <c>bitcoin</c>.</summary>
    public required string Coin { get; init; }

    /// <summary>What people call it, which several coins may share: <c>btc</c>.</summary>
    public required string Symbol { get; init; }

    public required string Name { get; init; }

    public double? Price { get; init; }

    public double? MarketCap { get; init; }

    /// <summary>1 for the largest.</summary>
    public int? Rank { get; init; }

    public double? Volume24Hours { get; init; }

    public double? High24Hours { get; init; }

    public double? Low24Hours { get; init; }

    /// <summary>As a fraction.</summary>
    public double? Change24Hours { get; init; }

    public double? CirculatingSupply { get; init; }

    public double? TotalSupply { get; init; }

    /// <summary>Null where there is no limit.</summary>
    public double? MaximumSupply { get; init; }

    public double? AllTimeHigh { get; init; }

    public Instant? AllTimeHighAt { get; init; }

    public Instant? UpdatedAt { get; init; }
}
