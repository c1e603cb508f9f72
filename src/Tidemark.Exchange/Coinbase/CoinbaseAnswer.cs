using Tidemark.Exchange.Coinbase.Access;

namespace Tidemark.Exchange.Coinbase;

/// <summary>What goes back over HTTP.</summary>
internal sealed record CoinbaseAnswer(int Status, byte[] Body, RateLimitState? Limit)
{
    public bool IsText { get; init; }
}
