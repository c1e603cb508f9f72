using Tidemark.Engine.Events;

namespace Tidemark.Venues.Ports;

/// <summary>The levels of a book at one moment, as whole ticks and lots of its instrument's grid: bids before asks, each best first.</summary>
/// <param name="UpdateId">The venue's number of the last update in it; 0 where it numbers none.</param>
/// <param name="Time">When it was true at the venue, or when it was received where the venue does not say.</param>
/// <param name="Ticks">Prices.</param>
/// <param name="Lots">Quantities.</param>
/// <param name="BidCount">How many of the rows are bids.</param>
public sealed record BookSnapshot(long UpdateId, Instant Time, ReadOnlyMemory<long> Ticks, ReadOnlyMemory<long> Lots, int BidCount)
{
    /// <summary>The same as a message for engine, recorder or book builder.</summary>
    public BookArrival ToArrival(InstrumentIndex instrument, Instant receivedAt) =>
        new(instrument, BookMessageKind.Snapshot, Time, receivedAt, UpdateId, Ticks.Span, Lots.Span, BidCount);
}
