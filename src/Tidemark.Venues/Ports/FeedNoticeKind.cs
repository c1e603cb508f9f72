namespace Tidemark.Venues.Ports;

/// <summary>What happened to a feed.</summary>
public enum FeedNoticeKind : byte
{
    /// <summary>Connected, and every subscription asked for again.</summary>
    Connected,

    /// <summary>The connection is gone; it is being made again. Trades in between are missing.</summary>
    Disconnected,

    /// <summary>A channel was silent for too long; it is asked for again, then connected anew.</summary>
    Stale,

    /// <summary>A silent channel speaks again.</summary>
    Fresh,

    /// <summary>A book lost an update and is being read again.</summary>
    BookLost,

    /// <summary>A book is whole again.</summary>
    BookRestored,

    /// <summary>The venue refused a subscription, or sent what could not be understood.</summary>
    Problem,
}
