namespace Tidemark.Domain;

/// <summary>What one message of a recorded order-book feed says. The numbers are part of the file format: never reuse one.</summary>
public enum BookMessageKind : byte
{
    /// <summary>The whole book: what was known before is forgotten.</summary>
    Snapshot = 1,

    /// <summary>New quantities at some prices; 0 for a price that is gone. One message is one complete update.</summary>
    Update = 2,

    /// <summary>The best bid and ask, from a stream of its own that is often faster than the updates.</summary>
    Quote = 3,

    /// <summary>Others traded; the source does not say who took.</summary>
    Trade = 4,

    /// <summary>Others traded; the buyer took.</summary>
    BuyTrade = 5,

    /// <summary>Others traded; the seller took.</summary>
    SellTrade = 6,

    /// <summary>Updates are missing: the book is unknown until the next snapshot.</summary>
    Gap = 7,

    /// <summary>The book begins without a snapshot: only what changes from here on will be known.</summary>
    Beginning = 8,
}

/// <summary>Questions about a <see cref="BookMessageKind"/>.</summary>
public static class BookMessageKinds
{
    public static bool IsTrade(this BookMessageKind kind) => kind is BookMessageKind.Trade or BookMessageKind.BuyTrade or BookMessageKind.SellTrade;

    /// <summary>Who took in a trade; null when it is not known.</summary>
    public static Side? Aggressor(this BookMessageKind kind) => kind switch { BookMessageKind.BuyTrade => Side.Buy, BookMessageKind.SellTrade => Side.Sell, _ => null };
}
