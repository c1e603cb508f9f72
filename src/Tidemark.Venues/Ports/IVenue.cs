namespace Tidemark.Venues.Ports;

/// <summary>One venue in one environment, with one key or none. Made once for a process, and disposed at its end.</summary>
public interface IVenue : IAsyncDisposable
{
    VenueProfile Profile { get; }

    VenueEnvironment Environment { get; }

    IMarketHistory History { get; }

    IMarketStreams Streams { get; }

    /// <summary>Null without credentials.</summary>
    ITradingVenue? Trading { get; }

    /// <summary>Null without credentials.</summary>
    IAccountVenue? Account { get; }
}
