using Tidemark.Engine.Journaling;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Node.Sessions;

/// <summary>Counts and keeps what readers of a session want to see, in bounded memory, and passes everything on to the journal.</summary>
/// <param name="journal">Takes everything.</param>
/// <param name="quoteRate">What a unit of an instrument's quote currency is worth in the session's.</param>
/// <param name="feeInQuote">A fill's fee in quote currency.</param>
/// <param name="predictions">Hears what models say.</param>
internal sealed class SessionTracker(IEngineRecorder journal, Func<InstrumentIndex, decimal> quoteRate, Func<Fill, decimal> feeInQuote, PredictionHistory predictions) : IEngineRecorder
{
    private const int FillsKept = 500;
    private const int EquityPointsKept = 2_000;

    private readonly LinkedList<Fill> fills = new();
    private readonly decimal[] ledger = new decimal[Enum.GetValues<LedgerKind>().Length];

    /// <summary>The last fills, newest first.</summary>
    public IEnumerable<Fill> Fills => fills;

    public EquityHistory Equity { get; } = new(EquityPointsKept);

    public long FillCount { get; private set; }

    public long RoundTripCount { get; private set; }

    public long WinningRoundTripCount { get; private set; }

    public decimal Fees { get; private set; }

    /// <summary>What slippage cost, which is in the prices of fills.</summary>
    public decimal Slippage { get; private set; }

    /// <summary>Equity at the first close; null before it.</summary>
    public double? FirstEquity { get; private set; }

    /// <summary>What was paid (negative: received) for a cause other than fills, in the session's currency at the rates of the moments.</summary>
    public decimal Paid(LedgerKind kind) => DecimalForm.Canonical(ledger[(int)kind]);

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial) => journal.OrderDecided(request, denial);

    public JournalSequence AmendDecided(Order order, Amendment change) => journal.AmendDecided(order, change);

    public JournalSequence CancelDecided(Order order) => journal.CancelDecided(order);

    public JournalSequence TransferDecided(TransferRequest request) => journal.TransferDecided(request);

    public void OrderChanged(Order order, OrderEvent orderEvent) => journal.OrderChanged(order, orderEvent);

    public void FillBooked(Fill fill, Account account, Position position)
    {
        fills.AddFirst(fill);
        if (fills.Count > FillsKept) fills.RemoveLast();
        FillCount++;
        var rate = quoteRate(fill.Instrument);
        Fees += feeInQuote(fill) * rate;
        Slippage += fill.Slippage * rate;
        journal.FillBooked(fill, account, position);
    }

    public void RoundTripClosed(RoundTrip roundTrip)
    {
        RoundTripCount++;
        if (roundTrip.Pnl > 0m) WinningRoundTripCount++;
        journal.RoundTripClosed(roundTrip);
    }

    public void StateSaved(StrategyState state) => journal.StateSaved(state);

    public void LedgerBooked(LedgerEntry entry, Account account, double rate)
    {
        ledger[(int)entry.Kind] -= entry.Amount * AccountBook.ToDecimalRate(rate);
        journal.LedgerBooked(entry, account, rate);
    }

    public bool HearsPredictions => journal.HearsPredictions;

    public void PredictorOpened(PredictorOpenedRecord opened)
    {
        predictions.Opened(opened);
        journal.PredictorOpened(opened);
    }

    public void PredictionMade(PredictionRecord prediction)
    {
        predictions.Made(prediction);
        journal.PredictionMade(prediction);
    }

    public void InstantClosed(Instant closeTime, double equity, bool isInMarket)
    {
        FirstEquity ??= equity;
        Equity.Add(closeTime, equity);
        journal.InstantClosed(closeTime, equity, isInMarket);
    }
}
