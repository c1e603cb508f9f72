using System.Text.Json;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>One thing that can be asked.</summary>
/// <param name="Cost">How much it raises the counter of the key.</param>
/// <param name="Handle">Writes what stands under <c>result</c>.</param>
/// <param name="IsTrading">Whether the key must have the right to trade.</param>
internal sealed record KrakenEndpoint(bool IsPrivate, int Cost, Action<KrakenCall, Utf8JsonWriter> Handle, bool IsTrading = false);
