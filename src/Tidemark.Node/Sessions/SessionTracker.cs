using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Node.Sessions;

/// <summary>Counts and keeps what readers of a session want to see, in bounded memory, and passes everything on to the journal.</summary>
internal sealed class SessionTracker(IEngineRecorder journal, Func<Fill, decimal> feeInCurrency) : IEngineRecorder
{
    private const int FillsKept = 500;
    private const int EquityPointsKept = 2_000;

    private readonly LinkedList<Fill> fills = new();

    /// <summary>The last fills, newest first.</summary>
    public IEnumerable<Fill> Fills => fills;

    public EquityHistory Equity { get; } = new(EquityPointsKept);

    public long FillCount { get; private set; }

    public long RoundTripCount { get; private set; }

    public long WinningRoundTripCount { get; private set; }

    public decimal Fees { get; private set; }

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial) => journal.OrderDecided(request, denial);

    public JournalSequence AmendDecided(Order order, Amendment change) => journal.AmendDecided(order, change);

    public JournalSequence CancelDecided(Order order) => journal.CancelDecided(order);

    public void OrderChanged(Order order, OrderEvent orderEvent) => journal.OrderChanged(order, orderEvent);

    public void FillBooked(Fill fill, Account account, Position position)
    {
        fills.AddFirst(fill);
        if (fills.Count > FillsKept) fills.RemoveLast();
        FillCount++;
        Fees += feeInCurrency(fill);
        journal.FillBooked(fill, account, position);
    }

    public void RoundTripClosed(RoundTrip roundTrip)
    {
        RoundTripCount++;
        if (roundTrip.Pnl > 0m) WinningRoundTripCount++;
        journal.RoundTripClosed(roundTrip);
    }

    public void StateSaved(StrategyState state) => journal.StateSaved(state);

    public void LedgerBooked(LedgerEntry entry, Account account, double rate) => journal.LedgerBooked(entry, account, rate);

    public void InstantClosed(Instant closeTime, double equity, bool isInMarket)
    {
        Equity.Add(closeTime, equity);
        journal.InstantClosed(closeTime, equity, isInMarket);
    }
}
