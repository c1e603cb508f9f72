namespace Tidemark.Storage.Import.Layouts;

/// <summary>What a column of a table means.</summary>
internal enum ColumnRole : byte
{
    Ignore,
    Time,
    Open,
    High,
    Low,
    Close,
    Volume,
    BidOpen,
    BidHigh,
    BidLow,
    BidClose,
    AskOpen,
    AskHigh,
    AskLow,
    AskClose,
    Price,
    Quantity,

    /// <summary>The side of the taker in words.</summary>
    TakerSide,

    /// <summary>Whether the buyer was the maker, true or false: then the taker sold.</summary>
    BuyerIsMaker,
    TradeId,

    /// <summary>The instrument in the words of the source; one table holds one.</summary>
    Symbol,
}
