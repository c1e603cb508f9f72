namespace Tidemark.Venues.Sockets;

/// <summary>What is done with a socket. Calls of one socket never overlap, but for <see cref="OnOpenedAsync"/>, during which messages already come.</summary>
public interface ISocketHandler
{
    /// <summary>Where to connect; asked before each attempt.</summary>
    /// <exception cref="IOException">It is not known now: tried again after a pause.</exception>
    ValueTask<Uri> LocateAsync(CancellationToken cancellation);

    /// <summary>Connected: sends subscriptions. An exception ends the connection.</summary>
    ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation);

    /// <summary>A whole message, in a buffer that is used again after the call.</summary>
    void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt);

    /// <summary>The connection, or an attempt at one, is gone; another is made after a pause.</summary>
    void OnLost(int generation, string reason);
}
