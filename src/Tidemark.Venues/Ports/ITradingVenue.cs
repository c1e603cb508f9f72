using Tidemark.Engine.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Ports;

/// <summary>
/// Orders. Nothing here is repeated by itself but what only reads; an error whose <see cref="VenueError.MayHaveHappened"/> is set leaves
/// the order unknown until <see cref="FindOrderAsync"/> settles it.
/// </summary>
public interface ITradingVenue
{
    VenueCapabilities Capabilities { get; }

    /// <summary>
    /// How long after a lost answer "no such order" proves nothing: until then the request may still arrive and be accepted.
    /// </summary>
    Duration NotFoundCountsAfter { get; }

    /// <summary>Checks the order against the rules of its instrument, then sends it. The answer holds the fills it made at once, where the venue tells.</summary>
    Task<VenueResult<VenueOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default);

    /// <summary>Places two orders of which one cancels the other, where the venue has such pairs. The answer holds both.</summary>
    Task<VenueResult<IReadOnlyList<VenueOrder>>> PlacePairAsync(VenuePairRequest pair, CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<IReadOnlyList<VenueOrder>>>(VenueError.Final(VenueErrorKind.NotSupported, "the venue has no pairs of orders"));

    Task<VenueResult<VenueOrder>> CancelAsync(OrderReference order, CancellationToken cancellation = default);

    /// <summary>Changes the terms of a working order. Where the venue can only cancel and place anew, the answer has another venue id, and the client id given.</summary>
    /// <param name="order">Which.</param>
    /// <param name="change">What is null stays. The quantity is the new total, filled part included.</param>
    /// <param name="replacementId">Our name for the order that takes its place, where one does; the default allows none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<VenueResult<VenueOrder>> AmendAsync(OrderReference order, Amendment change, ClientOrderId replacementId, CancellationToken cancellation = default);

    /// <summary>The order by our name, or by the venue's; an error of kind unknown order where the venue knows none.</summary>
    Task<VenueResult<VenueOrder>> FindOrderAsync(OrderReference order, CancellationToken cancellation = default);

    /// <param name="instrument">Of one instrument; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<VenueResult<IReadOnlyList<VenueOrder>>> ListOpenOrdersAsync(InstrumentId? instrument = null, CancellationToken cancellation = default);

    /// <summary>A page of our own executions of an instrument since a moment, oldest first.</summary>
    Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(InstrumentId instrument, Instant since, string? continuation = null, CancellationToken cancellation = default);

    /// <summary>Opens the stream of our orders and fills, which restores itself until it is disposed.</summary>
    Task<VenueResult<IOrderStream>> OpenOrderStreamAsync(IOrderListener listener, CancellationToken cancellation = default);
}
