using Tidemark.Exchange.Accounts;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>What a drill goes through.</summary>
/// <param name="Dialect">Of the simulated exchange.</param>
/// <param name="Length">Of the plan, in the exchange's time.</param>
/// <param name="Seed">Of faults, market and orders.</param>
/// <param name="Open">Makes the connector for the exchange at an address, with the keys of an account.</param>
internal sealed record DrillOptions(string Dialect, Duration Length, ulong Seed, Func<Uri, AccountDefinition, (IVenue Venue, VenueClock Clock)> Open)
{
    /// <summary>What is recorded and traded.</summary>
    public required IReadOnlyList<InstrumentId> Instruments { get; init; }

    /// <summary>Whether the venue numbers the updates of a book as the exchange does itself; else books are compared by what is in them.</summary>
    public bool AreUpdatesNumbered { get; init; } = true;

    /// <summary>The bars that are recorded.</summary>
    public Interval Interval { get; init; } = Interval.Minutes(1);

    /// <summary>The time of both sides.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>From one action of the trading client to the next, in the exchange's time.</summary>
    public Duration Pause { get; init; } = Duration.FromMilliseconds(700);
}
