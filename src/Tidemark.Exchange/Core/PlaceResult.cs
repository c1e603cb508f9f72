using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Core;

/// <summary>An order that was taken on, or why not.</summary>
internal readonly record struct PlaceResult(ExchangeOrder? Order, OrderRefusal Refusal = OrderRefusal.None)
{
    public static implicit operator PlaceResult(OrderRefusal refusal) => new(null, refusal);
}
