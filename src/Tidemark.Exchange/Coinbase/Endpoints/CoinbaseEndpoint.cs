using System.Text.Json;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>One thing that can be asked.</summary>
/// <param name="IsOpen">Whether no key is needed.</param>
internal sealed record CoinbaseEndpoint(bool IsOpen, Action<CoinbaseCall, Utf8JsonWriter> Handle);
