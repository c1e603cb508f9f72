using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Watching;

/// <summary>One venue of a watch.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Venue">Its connector.</param>
/// <param name="Instrument">What is watched there.</param>
/// <param name="Scale">The grid of its book.</param>
internal sealed record WatchedFeed(string Name, IVenue Venue, InstrumentId Instrument, BookScale Scale);
