namespace Tidemark.Exchange.Markets;

/// <summary>What may be traded and in which steps: the filters of a venue in its own words (tick, step, notional, band, counts).</summary>
/// <param name="Symbol">As on the wire, such as <c>BTCUSDT</c>.</param>
/// <param name="OpeningPrice">Where the simulated price begins.</param>
public sealed record MarketRules(string Symbol, string BaseAsset, string QuoteAsset, decimal PriceTick, decimal QuantityStep, decimal OpeningPrice)
{
    /// <summary>The markets that an exchange has when nothing else is asked for.</summary>
    public static readonly MarketRules[] Default =
    [
        new("BTCUSDT", "BTC", "USDT", 0.01m, 0.00001m, 65_000m) { MaximumQuantity = 9_000m, MaximumMarketQuantity = 100m },
        new("ETHUSDT", "ETH", "USDT", 0.01m, 0.0001m, 3_200m) { MaximumMarketQuantity = 2_000m },
        new("LTCUSDT", "LTC", "USDT", 0.01m, 0.001m, 62m) { MaximumMarketQuantity = 20_000m },
        new("SOLUSDT", "SOL", "USDT", 0.01m, 0.001m, 180m) { MaximumMarketQuantity = 20_000m },
        new("ETHBTC", "ETH", "BTC", 0.00001m, 0.0001m, 0.0492m) { MinimumNotional = 0.0001m, MaximumMarketQuantity = 2_000m },
    ];

    public decimal MinimumPrice => PriceTick;

    public decimal MaximumPrice { get; init; } = 1_000_000m;

    public decimal MinimumQuantity { get; init; } = QuantityStep;

    public decimal MaximumQuantity { get; init; } = 90_000m;

    public decimal MaximumMarketQuantity { get; init; } = 9_000m;

    public decimal MinimumNotional { get; init; } = 5m;

    public decimal MaximumNotional { get; init; } = 9_000_000m;

    /// <summary>How far above the average price a limit may lie, as a multiple of it.</summary>
    public decimal MultiplierUp { get; init; } = 5m;

    /// <summary>How far below the average price a limit may lie, as a multiple of it.</summary>
    public decimal MultiplierDown { get; init; } = 0.2m;

    /// <summary>Open orders of one account.</summary>
    public int MaximumOrders { get; init; } = 200;

    /// <summary>Waiting stop and take-profit orders of one account.</summary>
    public int MaximumStopOrders { get; init; } = 5;

    public int MaximumIcebergParts { get; init; } = 100;

    /// <summary>Where the ids of trades begin.</summary>
    internal long FirstTradeId { get; init; } = 1;

    /// <summary>Whether a stop whose trigger is already reached is refused; else it wakes at once.</summary>
    public bool RefusesReachedTriggers { get; init; } = true;
}
