namespace Tidemark.Storage.Books;

/// <summary>What one contract is where venues count contracts instead of coins.</summary>
public static class ContractSizes
{
    private const decimal BinanceBitcoin = 100m;
    private const decimal BinanceOthers = 10m;

    /// <summary>The size of a contract in the units of the instrument's quantities: inverse contracts of Binance (COIN-M) are 100 USD for BTC and 10 USD for others. 1 where coins, or dollars, are counted.</summary>
    public static decimal Of(InstrumentId instrument) =>
        instrument is { IsInverse: true, Venue: "binance" } ? instrument.Base == "BTC" ? BinanceBitcoin : BinanceOthers : 1m;
}
