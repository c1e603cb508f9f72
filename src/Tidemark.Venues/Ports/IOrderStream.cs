namespace Tidemark.Venues.Ports;

/// <summary>A running stream of our own orders.</summary>
public interface IOrderStream : IAsyncDisposable
{
    bool IsConnected { get; }

    /// <summary>Drops the connection, as a fault would; it is made again. For operators and tests.</summary>
    void Reconnect();
}
