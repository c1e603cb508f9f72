using Tidemark.Venues.Results;

namespace Tidemark.Venues.Ports;

/// <summary>Public data as it comes.</summary>
public interface IMarketStreams
{
    /// <summary>Opens a feed, which connects and restores itself until it is disposed.</summary>
    /// <param name="subscriptions">All that it carries.</param>
    /// <param name="listener">Who hears it.</param>
    /// <param name="cancellation">Ends the wait for the opening, not the feed.</param>
    /// <returns>An error where a subscription cannot be had at all: an instrument or channel that the venue does not have.</returns>
    Task<VenueResult<IMarketFeed>> OpenAsync(IReadOnlyList<MarketSubscription> subscriptions, IMarketListener listener, CancellationToken cancellation = default);
}
