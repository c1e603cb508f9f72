using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Tests.Engine.Strategies;

/// <summary>Keeps what strategies remember.</summary>
internal sealed class StateRecorder : IEngineRecorder
{
    public List<string> States { get; } = [];

    public StrategyState? Last { get; private set; }

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial) => JournalSequence.None;

    public JournalSequence AmendDecided(Order order, Amendment change) => JournalSequence.None;

    public JournalSequence CancelDecided(Order order) => JournalSequence.None;

    public JournalSequence TransferDecided(TransferRequest request) => JournalSequence.None;

    public void OrderChanged(Order order, OrderEvent orderEvent) { }

    public void FillBooked(Fill fill, Account account, Position position) { }

    public void RoundTripClosed(RoundTrip roundTrip) { }

    public void LedgerBooked(LedgerEntry entry, Account account, double rate) { }

    public void StateSaved(StrategyState state)
    {
        Last = state;
        States.Add($"{state.Instrument?.Value} {string.Join(' ', state.Values)}");
    }

    public void InstantClosed(Instant closeTime, double equity, bool isInMarket) { }
}
