using Tidemark.Engine.Journaling;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Research.Backtests;

/// <summary>Makes the first record of a journal, which is all that a replay or a restart has: every model with every parameter.</summary>
public static class SessionRecord
{
    /// <param name="setup">What is traded; its journal id is that of the journal.</param>
    /// <param name="venue">The venue's models.</param>
    /// <param name="strategies">The strategies with their parameters set.</param>
    /// <param name="states">What they know before they start.</param>
    /// <param name="source">Where prices come from, as settings.</param>
    /// <param name="build">The version of the program.</param>
    public static SessionStartedRecord Of(SessionSetup setup, VenueOptions venue, IEnumerable<Strategy> strategies, IEnumerable<StrategyState> states, IEnumerable<NamedText> source, string build) => new()
    {
        Setup = setup,
        Strategies = [.. strategies.Select(StrategyCatalog.Describe)],
        States = [.. states],
        Settings = [.. source, .. VenueSettings.Describe(venue, setup.Instruments)],
        Build = build,
    };
}
