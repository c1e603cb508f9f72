using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>An instrument with the names and decimals that the venue has for it.</summary>
/// <param name="Instrument">As everybody else sees it.</param>
/// <param name="Key">Of answers: <c>XXBTZUSD</c>.</param>
/// <param name="SocketSymbol">Of version 2 of the WebSocket API: <c>BTC/USD</c>.</param>
/// <param name="PriceDecimals">Of prices in messages and checksums.</param>
/// <param name="QuantityDecimals">Of quantities there.</param>
internal sealed record KrakenPair(VenueInstrument Instrument, string Key, string SocketSymbol, int PriceDecimals, int QuantityDecimals)
{
    /// <summary>How many units of the last decimal a tick is.</summary>
    public long UnitsPerTick { get; } = UnitsIn(Instrument.Rules.PriceTick ?? 1, PriceDecimals);

    private static long UnitsIn(decimal tick, int decimals)
    {
        for (var i = 0; i < decimals; i++) tick *= 10;
        return Math.Max(1, decimal.ToInt64(tick));
    }
}
