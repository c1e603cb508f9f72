namespace Tidemark.Exchange.Orders;

/// <summary>One cancels the other: when one order trades, wakes or ends, the other is expired.</summary>
internal sealed class OrderPair(long id, string clientId, ExchangeOrder first, ExchangeOrder second, Instant createdAt)
{
    public long Id { get; } = id;

    public string ClientId { get; } = clientId;

    public ExchangeOrder First { get; } = first;

    public ExchangeOrder Second { get; } = second;

    public Instant CreatedAt { get; } = createdAt;

    public bool IsDone => !First.IsLive && !Second.IsLive;

    public ExchangeOrder OtherThan(ExchangeOrder order) => ReferenceEquals(order, First) ? Second : First;
}
