namespace Tidemark.Storage.Instruments;

/// <summary>What a column of a table of symbol properties holds.</summary>
internal enum SymbolColumn
{
    Instrument,
    Venue,
    Symbol,
    Type,
    QuoteCurrency,
    ContractMultiplier,
    PriceTick,
    QuantityStep,

    /// <summary>In LEAN's table: quote currency at Binance, base currency elsewhere.</summary>
    MinimumOrderSize,
    MinimumQuantity,
    MinimumNotional,
    MaximumQuantity,
    MaximumMarketQuantity,
    MakerFeeRate,
    TakerFeeRate,
    ValidFrom,
    ListedAt,
    DelistedAt,
}
