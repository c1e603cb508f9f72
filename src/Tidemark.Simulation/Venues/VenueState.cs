using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Interest;

namespace Tidemark.Simulation.Venues;

/// <summary>What the parts of the venue share: what is traded, its models, its own accounts and its time.</summary>
internal sealed class VenueState(SessionSetup setup, VenueOptions options)
{
    private long nextTradeId = 1;

    public SessionSetup Setup => setup;

    public VenueOptions Options => options;

    /// <summary>The venue's own accounts, independent of what the engine believes.</summary>
    public AccountBook Book { get; } = new(setup);

    /// <summary>What each strategy holds, where several share the accounts; else null.</summary>
    public StrategyHoldings? Holdings { get; set; }

    /// <summary>The venue's time; orders arrive at it.</summary>
    public Instant Now { get; private set; } = Instant.MinValue;

    /// <summary>When the bar that is being matched closes.</summary>
    public Instant BarClose { get; set; } = Instant.MinValue;

    /// <summary>Margin, funding, liquidation and expiry; null in a session without contracts.</summary>
    public ContractDesk? Contracts { get; set; }

    /// <summary>Interest on what is borrowed; null for none.</summary>
    public InterestDesk? Interest { get; set; }

    /// <summary>The number of the next execution.</summary>
    public TradeId NextTradeId() => new(nextTradeId++);

    public Instrument InstrumentOf(RestingOrder order) => setup.Instruments[order.Request.Instrument.Value];

    /// <summary>The position that an order may reduce: its own strategy's.</summary>
    public decimal ReducibleBy(OrderRequest request) => Holdings?.Of(request) ?? Book.HoldingOf(request.Instrument, request.PositionSide);

    public void AdvanceTo(Instant time)
    {
        if (time > Now) Now = time;
    }
}
