namespace Tidemark.Exchange.Orders;

/// <summary>Why an order, a cancellation or an amendment was not carried out; a dialect turns it into its venue's code.</summary>
internal enum OrderRefusal : byte
{
    None,
    PriceFilter,
    LotSize,
    MarketLotSize,
    Notional,
    PercentPrice,
    MaximumOrders,
    MaximumStopOrders,
    IcebergParts,
    InsufficientBalance,
    WouldTake,
    WouldTrigger,
    DuplicateClientOrderId,
    UnknownOrder,
    PairPrices,
    InvalidCombination,

    /// <summary>An amendment that does not make the order smaller.</summary>
    NotSmaller,

    /// <summary>A limit too far from the mark price on its bad side.</summary>
    TooFarFromMark,

    InsufficientMargin,

    /// <summary>An order that may only reduce a position has nothing to reduce.</summary>
    NothingToReduce,

    /// <summary>The position would be larger than its leverage allows.</summary>
    TooLargeForLeverage,

    /// <summary>One-way orders in hedge mode, or the other way round.</summary>
    WrongPositionSide,
}
