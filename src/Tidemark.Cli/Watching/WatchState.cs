using Tidemark.Venues.Aggregation;

namespace Tidemark.Cli.Watching;

/// <summary>One thing at several venues at a moment.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Bids">The best prices of the venues that count.</param>
/// <param name="Asks">The same of the other side.</param>
/// <param name="Composite">The price composed of their trades.</param>
/// <param name="Standings">Which venue counts.</param>
/// <param name="Changes">Who dropped out or came back since the last look.</param>
internal sealed record WatchState(Instant Time, IReadOnlyList<ConsolidatedLevel> Bids, IReadOnlyList<ConsolidatedLevel> Asks, CompositePrice Composite, IReadOnlyList<(string Venue, VenueStanding Standing)> Standings, IReadOnlyList<StandingChange> Changes);
