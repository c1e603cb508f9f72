using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>A feed over as many sockets as its products need.</summary>
internal sealed class CoinbaseFeed(IReadOnlyList<FeedConnection> connections, RecoveryGate recovery) : IMarketFeed
{
    public bool IsConnected => connections.All(connection => connection.IsOpen);

    public void Reconnect()
    {
        foreach (var connection in connections) connection.Drop("asked to");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) await connection.DisposeAsync().ConfigureAwait(false);
        recovery.Dispose();
    }
}
