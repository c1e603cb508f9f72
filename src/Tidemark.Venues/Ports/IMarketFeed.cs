namespace Tidemark.Venues.Ports;

/// <summary>A running feed of market data.</summary>
public interface IMarketFeed : IAsyncDisposable
{
    /// <summary>Whether every connection stands.</summary>
    bool IsConnected { get; }

    /// <summary>Drops the connections, as a fault would; they are made again. For operators and tests.</summary>
    void Reconnect();
}
