using System.Text.Json;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>What a request must show.</summary>
internal enum Security
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>An API key.</summary>
    Keyed,

    /// <summary>An API key, a timestamp and a signature.</summary>
    Signed,
}

/// <summary>One thing that can be asked.</summary>
/// <param name="Weight">Of the request, by its parameters.</param>
/// <param name="IsOrder">Whether it counts as an order.</param>
internal sealed record BinanceEndpoint(Security Security, Func<BinanceCall, int> Weight, Action<BinanceCall, Utf8JsonWriter> Handle, bool IsOrder = false)
{
    public BinanceEndpoint(Security security, int weight, Action<BinanceCall, Utf8JsonWriter> handle, bool isOrder = false)
        : this(security, _ => weight, handle, isOrder)
    {
    }
}
