namespace Tidemark.Venues.Results;

/// <summary>What went wrong with a request to a venue, in one vocabulary for all venues.</summary>
public enum VenueErrorKind : byte
{
    /// <summary>No connection, or it broke.</summary>
    Network,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The venue itself failed (5xx).</summary>
    ServerError,

    /// <summary>The venue is closed for maintenance, or takes only some requests.</summary>
    Maintenance,

    /// <summary>Too many requests or orders; wait.</summary>
    RateLimited,

    /// <summary>The address or the key is shut out for a while.</summary>
    Banned,

    /// <summary>The time of the request was outside of the venue's window.</summary>
    ClockSkew,

    /// <summary>The nonce was not above the last one.</summary>
    NonceTooLow,

    /// <summary>Key, signature or pass phrase is wrong.</summary>
    Authentication,

    /// <summary>The key has not the right for this.</summary>
    Permission,

    /// <summary>The request is malformed, or asks for something that makes no sense.</summary>
    InvalidRequest,

    UnknownInstrument,

    /// <summary>The venue knows no such order. Soon after a lost answer this proves nothing: the order may still arrive.</summary>
    UnknownOrder,

    /// <summary>The client order id is taken: the order of that name has arrived before.</summary>
    DuplicateOrder,

    /// <summary>The order has ended, so it can be neither canceled nor changed.</summary>
    OrderClosed,

    InsufficientFunds,

    /// <summary>Price, quantity or notional is off the rules of the instrument.</summary>
    RuleViolated,

    /// <summary>A post-only order would have taken liquidity.</summary>
    WouldTakeLiquidity,

    /// <summary>A stop whose trigger the market has passed already.</summary>
    WouldTriggerImmediately,

    /// <summary>As many orders as allowed are working already.</summary>
    TooManyOrders,

    /// <summary>The instrument is not trading now.</summary>
    NotTrading,

    /// <summary>Refused for another reason, which the message tells.</summary>
    Rejected,

    /// <summary>The venue has nothing like it, or this connector has not.</summary>
    NotSupported,

    /// <summary>The answer could not be understood.</summary>
    MalformedAnswer,
}

/// <summary>What an error of a venue means to an order.</summary>
public static class VenueErrorKinds
{
    /// <summary>The nearest of the reasons that an order's end may have.</summary>
    public static OrderReason ToOrderReason(this VenueErrorKind kind) => kind switch
    {
        VenueErrorKind.InsufficientFunds => OrderReason.InsufficientFunds,
        VenueErrorKind.WouldTakeLiquidity => OrderReason.WouldTakeLiquidity,
        VenueErrorKind.TooManyOrders => OrderReason.TooManyOrders,
        VenueErrorKind.NotTrading or VenueErrorKind.UnknownInstrument or VenueErrorKind.Maintenance => OrderReason.NotTrading,
        VenueErrorKind.UnknownOrder => OrderReason.UnknownOrder,
        VenueErrorKind.OrderClosed => OrderReason.OrderAlreadyClosed,
        VenueErrorKind.NotSupported => OrderReason.NotSupported,
        VenueErrorKind.InvalidRequest => OrderReason.ContradictoryTerms,
        _ => OrderReason.None,
    };
}
