using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Interest;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Transfers;

namespace Tidemark.Simulation.Venues;

/// <summary>How real the simulated venue is: one model per kind of cost.</summary>
/// <param name="Fills">When and at what price orders fill.</param>
/// <param name="Slippage">How much worse orders that take liquidity fill.</param>
/// <param name="Fees">What it takes; with <see cref="OtherFees"/>, on every market that is not named there.</param>
public sealed record VenueOptions(IFillModel Fills, ISlippageModel Slippage, FeeSchedule Fees)
{
    /// <summary>The fees of further markets, where a session trades at several venues, or spot and contracts of one.</summary>
    public ImmutableArray<MarketFees> OtherFees { get; init; } = [];

    /// <summary>What is taken of fills in an instrument.</summary>
    public FeeSchedule FeesOf(InstrumentId instrument)
    {
        foreach (var market in OtherFees)
            if (market.Has(instrument)) return market.Fees;
        return Fees;
    }

    /// <summary>How long requests and answers take; null for no time.</summary>
    public ILatencyModel? Latency { get; init; }

    /// <summary>What the venue does itself: everything, unless one is to be simulated that lacks something.</summary>
    public VenueCapabilities Capabilities { get; init; } = VenueCapabilities.All;

    /// <summary>Interest on what margin accounts borrow; null for none.</summary>
    public BorrowInterest? Interest { get; init; }

    /// <summary>How assets may be moved between the accounts of a session at several venues.</summary>
    public TransferRules Transfers { get; init; } = TransferRules.None;

    /// <summary>How contracts are margined.</summary>
    public MarginRules Margin { get; init; } = MarginRules.Default;
}
