namespace Tidemark.Exchange.Binance;

/// <summary>What goes back over HTTP.</summary>
internal sealed record BinanceAnswer(int Status, byte[] Body, int UsedWeight)
{
    public int? RetryAfter { get; init; }

    /// <summary>Orders of the running ten seconds and day, where the request was one.</summary>
    public (int Shortly, int Daily)? Orders { get; init; }
}
