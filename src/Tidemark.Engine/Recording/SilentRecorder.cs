using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Engine.Recording;

/// <summary>Hears everything and keeps nothing.</summary>
public sealed class SilentRecorder : IEngineRecorder
{
    public static readonly SilentRecorder Instance = new();

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial) => JournalSequence.None;

    public JournalSequence AmendDecided(Order order, Amendment change) => JournalSequence.None;

    public JournalSequence CancelDecided(Order order) => JournalSequence.None;

    public JournalSequence TransferDecided(TransferRequest request) => JournalSequence.None;

    public void OrderChanged(Order order, OrderEvent orderEvent) { }

    public void FillBooked(Fill fill, Account account, Position position) { }

    public void RoundTripClosed(RoundTrip roundTrip) { }

    public void StateSaved(StrategyState state) { }

    public void LedgerBooked(LedgerEntry entry, Account account, double rate) { }

    public void InstantClosed(Instant closeTime, double equity, bool isInMarket) { }
}
