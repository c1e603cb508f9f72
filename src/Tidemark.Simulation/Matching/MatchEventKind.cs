namespace Tidemark.Simulation.Matching;

/// <summary>What happened to an order.</summary>
public enum MatchEventKind : byte
{
    /// <summary>A new order was taken on; what it does at once follows.</summary>
    Accepted,

    /// <summary>A new order was refused; the book is as it was.</summary>
    Rejected,

    /// <summary>One side of a trade. The maker's event comes directly before the taker's, with the same trade id.</summary>
    Filled,

    /// <summary>The order ended; <see cref="MatchEvent.RemainingLots"/> did not fill.</summary>
    Canceled,

    /// <summary>A waiting order was woken by the last trade price and enters the book now.</summary>
    Triggered,

    /// <summary>An amendment was carried out; fills that it causes follow.</summary>
    Amended,

    /// <summary>An iceberg shows its next part, at the end of the queue.</summary>
    Replenished,

    /// <summary>Self-trade prevention took quantity from the order without a trade.</summary>
    Decremented,

    /// <summary>An amendment was refused; the order is as it was.</summary>
    AmendRejected,

    /// <summary>A cancellation was refused.</summary>
    CancelRejected,
}
