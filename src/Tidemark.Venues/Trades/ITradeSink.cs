namespace Tidemark.Venues.Trades;

/// <summary>Hears the trades of one instrument in their order, each once. Called under the keeper's lock.</summary>
public interface ITradeSink
{
    void OnTrade(in Trade trade, Instant receivedAt);

    /// <summary>These could not be had: they are missing in what was told.</summary>
    void OnMissing(long firstId, long lastId, string reason);
}
