namespace Tidemark.Domain;

/// <summary>Why an order was denied, rejected, canceled or expired.</summary>
public enum OrderReason : byte
{
    None,

    /// <summary>Canceled because the strategy or a person asked for it.</summary>
    Requested,

    /// <summary>Not enough free cash, owned base currency or margin.</summary>
    InsufficientFunds,
    QuantityNotPositive,
    PriceNotPositive,
    QuantityOffStep,
    PriceOffTick,
    BelowMinimumQuantity,
    BelowMinimumNotional,

    /// <summary>A reduce-only order with nothing left to reduce.</summary>
    NothingToReduce,
    ExceedsMaximumOrderNotional,
    ExceedsMaximumPositionNotional,
    ExceedsMaximumOpenOrders,

    /// <summary>The risk gate is closed for new exposure: paused, halted or killed.</summary>
    TradingHalted,

    /// <summary>The instrument was not listed, or is no longer.</summary>
    NotTrading,

    /// <summary>No price is known yet, so the order's value cannot be checked.</summary>
    NoMarketPrice,

    /// <summary>The other order of a one-cancels-other group filled.</summary>
    SiblingFilled,

    /// <summary>The stop or target of this entry filled while the entry was still working.</summary>
    ExitFilled,

    /// <summary>The order that this one depends on ended without a fill.</summary>
    ParentClosed,

    /// <summary>Immediate-or-cancel, and nothing (more) could fill immediately.</summary>
    NotImmediatelyFillable,
    UnknownOrder,
    OrderAlreadyClosed,

    /// <summary>The venue does not do what the order asks for.</summary>
    NotSupported,

    /// <summary>The strategy has no shorting on this account.</summary>
    ShortNotAllowed,

    /// <summary>More than the venue takes in one order of this type.</summary>
    AboveMaximumQuantity,

    /// <summary>The instrument is not a member of the universe at this moment: no new exposure.</summary>
    OutsideUniverse,

    /// <summary>Post-only, and it would have taken liquidity.</summary>
    WouldTakeLiquidity,

    /// <summary>The moment until which it was good has come.</summary>
    ExpiryReached,

    /// <summary>It asks for something that makes no sense together, such as post-only for a market order.</summary>
    ContradictoryTerms,

    /// <summary>The distance of a trailing stop is missing, or it is not positive.</summary>
    TrailNotPositive,

    /// <summary>An iceberg with more parts than allowed, or a displayed quantity larger than the whole.</summary>
    DisplayedQuantityInvalid,

    /// <summary>It did not fill in the time that its strategy gave it.</summary>
    TimedOut,

    /// <summary>The strategy itself said no when asked to confirm the entry.</summary>
    NotConfirmed,

    /// <summary>An entry outside the trading hours of its strategy.</summary>
    OutsideTradingHours,

    /// <summary>The venue closed the position of the instrument because its margin was used up.</summary>
    Liquidated,

    /// <summary>A limit price farther from the market than the venue takes.</summary>
    PriceOutsideBand,

    /// <summary>Price times quantity is more than the venue takes in one order.</summary>
    AboveMaximumNotional,

    /// <summary>As many orders of the instrument as the venue allows are working already.</summary>
    TooManyOrders,
}
