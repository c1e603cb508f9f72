namespace Tidemark.Exchange.Orders;

/// <summary>Where an order stands.</summary>
internal enum OrderState : byte
{
    New,
    PartiallyFilled,
    Filled,
    Canceled,

    /// <summary>It ended by its own terms: immediate or cancel, no counterpart, a leg of a pair.</summary>
    Expired,

    /// <summary>Self-trade prevention ended it.</summary>
    ExpiredInMatch,
}
