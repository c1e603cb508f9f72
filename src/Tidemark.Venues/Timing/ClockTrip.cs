namespace Tidemark.Venues.Timing;

/// <summary>A question for the venue's time and its answer.</summary>
/// <param name="SentAt">By our clock.</param>
/// <param name="VenueTime">What the venue answered.</param>
/// <param name="ReceivedAt">By our clock.</param>
public readonly record struct ClockTrip(Instant SentAt, Instant VenueTime, Instant ReceivedAt);
