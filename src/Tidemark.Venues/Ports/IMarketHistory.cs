using Tidemark.Venues.Results;

namespace Tidemark.Venues.Ports;

/// <summary>Public data by request. Requests that fail for a passing reason have been repeated already when an error comes.</summary>
public interface IMarketHistory
{
    Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default);

    /// <summary>All instruments of the venue that this connector can handle.</summary>
    Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default);

    /// <summary>One instrument; from memory where the list has been read.</summary>
    Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default);

    /// <summary>A page of closed bars that open in [from, to). Intervals without a trade may be missing.</summary>
    /// <param name="bars">Instrument and interval.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="continuation">That of the page before; null for the first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default);

    /// <summary>A page of the trades in [from, to).</summary>
    Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default);

    /// <summary>The best levels of a book.</summary>
    /// <param name="instrument">Whose book.</param>
    /// <param name="levels">At least so many of each side, where there are, up to what the venue gives.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default);

    /// <summary>A page of the funding payments in [from, to).</summary>
    Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default);
}
