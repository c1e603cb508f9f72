using System.Collections.Immutable;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine.Sessions;

/// <summary>Everything that is fixed before the first event: what is traded, where, with what, within which limits.</summary>
public sealed record SessionSetup
{
    /// <summary>The instruments; the position in the list is the <see cref="InstrumentIndex"/>.</summary>
    public required ImmutableArray<Instrument> Instruments { get; init; }

    /// <summary>The interval of the bars that come in, per instrument.</summary>
    public required ImmutableArray<Interval> BaseIntervals { get; init; }

    public required ImmutableArray<AccountSetup> Accounts { get; init; }

    /// <summary>The currency in which everything is reported.</summary>
    public required string Currency { get; init; }

    public SizingRule Sizing { get; init; } = SizingRule.Default;

    public RiskLimits Limits { get; init; } = RiskLimits.None;

    /// <summary>Bars that close at or before this moment only warm indicators up: no strategy is called and nothing is recorded.</summary>
    public Instant TradingStart { get; init; } = Instant.MinValue;

    /// <summary>Identifies the session in client order ids.</summary>
    public UInt128 JournalId { get; init; }

    /// <summary>How many closed orders stay in memory for late events and readers.</summary>
    public int ClosedOrdersKept { get; init; } = 1_024;

    /// <summary>Which instruments may be entered at which time; null for all at all times.</summary>
    public UniverseSchedule? Universe { get; init; }

    /// <summary>The grids of the order books that come in, by instrument; null for one without, empty where none has.</summary>
    public ImmutableArray<BookScale?> BookScales { get; init; } = [];

    /// <summary>The grid of the order book of an instrument; null when only bars come in.</summary>
    public BookScale? BookScaleOf(InstrumentIndex instrument) => BookScales.Length == 0 ? null : BookScales[instrument.Value];

    /// <summary>How many of the last instruments are there for their prices alone, to convert one currency into another. Strategies do not see them.</summary>
    public int ConversionCount { get; init; }

    /// <summary>How many instruments are traded: those before the ones that only convert.</summary>
    public int TradedCount => Instruments.Length - ConversionCount;

    /// <summary>Whether an instrument is traded, and not there for its price alone.</summary>
    public bool IsTraded(InstrumentIndex instrument) => instrument.Value < TradedCount;

    /// <exception cref="BadInputException">Something is missing or contradictory.</exception>
    public SessionSetup Validate()
    {
        if (Instruments.IsDefaultOrEmpty) throw new BadInputException("a session needs at least one instrument");
        if (BaseIntervals.Length != Instruments.Length) throw new BadInputException("every instrument needs an interval");
        if (BookScales.Length > 0 && BookScales.Length != Instruments.Length) throw new BadInputException("every instrument needs the grid of its order book, or none");
        if (Instruments.Select(instrument => instrument.Id).Distinct().Count() != Instruments.Length)
            throw new BadInputException("an instrument is named twice");
        if (ConversionCount < 0 || ConversionCount >= Instruments.Length) throw new BadInputException("a session needs an instrument that is traded, besides those that only convert");
        foreach (var instrument in Instruments)
            if (Accounts.All(account => account.Venue != instrument.Id.Venue))
                throw new BadInputException($"no account at {instrument.Id.Venue} for {instrument.Id}");
        foreach (var account in Accounts)
        {
            if (account.Leverage < 1m) throw new BadInputException($"leverage {account.Leverage} of account {account.Id} must be at least 1");
            if (account.PositionMode == PositionMode.Hedge && account.Funds != FundsPolicy.InitialMargin)
                throw new BadInputException($"account {account.Id}: long and short positions side by side need a margin account");
            if (account.Kind == AccountKind.InTransit && Accounts.First(other => other.Venue == account.Venue).Kind == AccountKind.InTransit)
                throw new BadInputException($"account {account.Id} is for what is under way to an account at {account.Venue}, which must come before it");
            if (account.Kind == AccountKind.Spot && account.Balances.Any(balance => balance.Value < 0m))
                throw new BadInputException($"a balance of spot account {account.Id} is negative");
        }
        return this;
    }
}
