namespace Tidemark.Venues.Bars;

/// <summary>Hears the bars of one series. Called under the keeper's lock.</summary>
public interface IBarSink
{
    /// <summary>A bar as it stands; closed ones come each once and in their order.</summary>
    void OnBar(in Bar bar, bool isClosed, Instant receivedAt);

    /// <summary>Closed bars that open in [from, to) could not be had.</summary>
    void OnMissing(Instant from, Instant to, string reason);
}
