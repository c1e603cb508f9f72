namespace Tidemark.Simulation.Matching;

/// <summary>Why an order, an amendment or a cancellation was refused, or why an order ended without filling.</summary>
public enum MatchReason : byte
{
    None,

    /// <summary>A live order has this id.</summary>
    DuplicateOrder,

    /// <summary>No live order has this id.</summary>
    UnknownOrder,

    /// <summary>The quantity is not positive, or above the largest one.</summary>
    InvalidQuantity,

    /// <summary>The limit or trigger price is outside the ladder.</summary>
    PriceOutOfRange,

    /// <summary>The type is not one that a book executes, such as a trailing stop.</summary>
    UnsupportedType,

    /// <summary>Terms that exclude each other, such as post-only with immediate-or-cancel.</summary>
    InvalidCombination,

    /// <summary>The displayed quantity would cut the order into too many parts.</summary>
    TooManyParts,

    /// <summary>A post-only order would trade at once.</summary>
    WouldTake,

    /// <summary>The last trade price has already reached the trigger.</summary>
    WouldTrigger,

    /// <summary>The owner asked for it.</summary>
    Requested,

    /// <summary>The order's time has run out; for the caller that keeps the time.</summary>
    Expired,

    /// <summary>The rest of an immediate-or-cancel order.</summary>
    NotImmediatelyFillable,

    /// <summary>A fill-or-kill order that could not fill whole.</summary>
    NotWhollyFillable,

    /// <summary>A market order found nothing left to trade with.</summary>
    NoLiquidity,

    /// <summary>The notional limit of a market order buys no further lot.</summary>
    NotionalSpent,

    /// <summary>Self-trade prevention ended the order.</summary>
    SelfTrade,

    /// <summary>An amendment left no quantity beyond what had filled.</summary>
    AmendedToNothing,
}
