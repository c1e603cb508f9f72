using System.Security.Cryptography;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Core;

namespace Tidemark.Exchange.Binance;

/// <summary>What the Binance dialect keeps beside the exchange itself; used on the exchange's thread only.</summary>
internal sealed class BinanceVenue(ExchangeCore core, int weightPerMinute = RateLimits.SpotWeightPerMinute)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private long executions;

    public ExchangeCore Core { get; } = core;

    public Gatekeeper Gate { get; } = new(core);

    public RateLimits Limits { get; } = new(weightPerMinute);

    public ListenKeys ListenKeys { get; } = new();

    public long NextExecution() => ++executions;

    /// <summary>An id such as the venue makes where a client gave none.</summary>
    public static string NextId() => RandomNumberGenerator.GetString(Letters, 22);
}
