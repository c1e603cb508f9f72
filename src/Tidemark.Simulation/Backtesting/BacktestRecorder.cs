using Tidemark.Engine;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Simulation.Backtesting;

/// <summary>Collects what a backtest returns: fills, round trips and one equity value per closed instant. Passes everything on to a second recorder when there is one.</summary>
internal sealed class BacktestRecorder(IEngineRecorder? next, int expectedInstants, bool keepsTimes, Func<Instant, Instant> openTimeOf) : IEngineRecorder
{
    // Only what was written is ever read.
    private double[] equity = GC.AllocateUninitializedArray<double>(Math.Max(expectedInstants, 16));
    private long[] times = keepsTimes ? new long[Math.Max(expectedInstants, 16)] : [];
    private int count;

    public FillList Fills { get; } = new();

    public RoundTripList RoundTrips { get; } = new();

    public LedgerSums Ledger { get; } = new();

    public Dictionary<OrderReason, int> Refusals { get; } = [];

    /// <summary>The instruments of positions that were closed because trading in them had ended, one entry a position; null for none.</summary>
    public List<InstrumentIndex>? Delisted { get; private set; }

    public int OrdersSubmitted { get; private set; }

    public long InstantsInMarket { get; private set; }

    public ReadOnlyMemory<double> Equity => equity.AsMemory(0, count);

    public ReadOnlyMemory<long> Times => times.AsMemory(0, keepsTimes ? count : 0);

    public bool HearsAcceptances => next is { HearsAcceptances: true };

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial)
    {
        if (denial == OrderReason.None) OrdersSubmitted++;
        return next?.OrderDecided(request, denial) ?? JournalSequence.None;
    }

    public JournalSequence AmendDecided(Order order, Amendment change) => next?.AmendDecided(order, change) ?? JournalSequence.None;

    public JournalSequence CancelDecided(Order order) => next?.CancelDecided(order) ?? JournalSequence.None;

    public JournalSequence TransferDecided(TransferRequest request) => next?.TransferDecided(request) ?? JournalSequence.None;

    public void OrderChanged(Order order, OrderEvent orderEvent)
    {
        if (orderEvent.Kind is OrderEventKind.Denied or OrderEventKind.Rejected)
            Refusals[orderEvent.Reason] = Refusals.GetValueOrDefault(orderEvent.Reason) + 1;
        next?.OrderChanged(order, orderEvent);
    }

    public void FillBooked(Fill fill, Account account, Position position)
    {
        if (fill.Tag == TradingEngine.DelistedTag) (Delisted ??= []).Add(fill.Instrument);
        Fills.Add(fill);
        next?.FillBooked(fill, account, position);
    }

    public void RoundTripClosed(RoundTrip roundTrip)
    {
        RoundTrips.Add(roundTrip);
        next?.RoundTripClosed(roundTrip);
    }

    public void StateSaved(StrategyState state) => next?.StateSaved(state);

    public void LedgerBooked(LedgerEntry entry, Account account, double rate)
    {
        Ledger.Add(entry, rate);
        next?.LedgerBooked(entry, account, rate);
    }

    public void InstantClosed(Instant closeTime, double equityValue, bool isInMarket)
    {
        if (count == equity.Length) Grow();
        equity[count] = equityValue;
        if (keepsTimes) times[count] = openTimeOf(closeTime).Nanoseconds;
        count++;
        if (isInMarket) InstantsInMarket++;
        next?.InstantClosed(closeTime, equityValue, isInMarket);
    }

    public bool HearsPredictions => next is { HearsPredictions: true };

    public void PredictorOpened(PredictorOpenedRecord opened) => next?.PredictorOpened(opened);

    public void PredictionMade(PredictionRecord prediction) => next?.PredictionMade(prediction);

    private void Grow()
    {
        Array.Resize(ref equity, equity.Length * 2);
        if (keepsTimes) Array.Resize(ref times, times.Length * 2);
    }
}
