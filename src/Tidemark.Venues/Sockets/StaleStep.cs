namespace Tidemark.Venues.Sockets;

/// <summary>What is to be done about a silent channel.</summary>
public enum StaleStep : byte
{
    /// <summary>Nothing: it speaks.</summary>
    None,

    /// <summary>Ask for its stream again.</summary>
    Resubscribe,

    /// <summary>Make the connection anew.</summary>
    Reconnect,
}
