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
}
