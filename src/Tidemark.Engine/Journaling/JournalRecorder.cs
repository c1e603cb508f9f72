using Tidemark.Engine.Events;
using Tidemark.Engine.Orders;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Engine.Journaling;

/// <summary>
/// Writes what the core decides and books to a journal as derived records, and the inputs that it is told of. <see cref="Attach"/>
/// it to its engine before the engine starts.
/// </summary>
/// <param name="journal">Where the records go.</param>
public sealed class JournalRecorder(IJournal journal) : IEngineRecorder
{
    private readonly PayloadWriter writer = new();
    private TradingEngine? engine;

    private TradingEngine Engine => engine ?? throw new InvalidOperationException("the recorder is not attached to an engine");

    /// <summary>Names the engine whose clock, accounts and strategies the records refer to.</summary>
    public void Attach(TradingEngine recorded) => engine = recorded;

    /// <summary>Journals an input before it is processed.</summary>
    public JournalSequence Input(in EngineEvent input) => journal.Append(EventRecords.Encode(input, writer), writer.Written);

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial)
    {
        var account = Engine.Setup.Accounts[request.Account].Id;
        var name = ClientOrderIds.For(Engine.Setup.JournalId, account, Engine.Strategies[request.Strategy], request.Intent, request.Slice);
        Begin();
        new OrderDecidedRecord(request, denial, name).Write(writer);
        return End(RecordKind.OrderDecided, request.CreatedAt);
    }

    public JournalSequence AmendDecided(Order order, Amendment change)
    {
        Begin();
        new AmendDecidedRecord(order.Id, change).Write(writer);
        return End(RecordKind.AmendDecided, Engine.Clock.Now);
    }

    public JournalSequence CancelDecided(Order order)
    {
        Begin();
        new CancelDecidedRecord(order.Id).Write(writer);
        return End(RecordKind.CancelDecided, Engine.Clock.Now);
    }

    public JournalSequence TransferDecided(TransferRequest request)
    {
        Begin();
        new TransferDecidedRecord(request).Write(writer);
        return End(RecordKind.TransferDecided, Engine.Clock.Now);
    }

    public void OrderChanged(Order order, OrderEvent orderEvent)
    {
        Begin();
        OrderChangedRecord.Of(order, orderEvent).Write(writer);
        End(RecordKind.OrderChanged, orderEvent.Time);
    }

    public void FillBooked(Fill fill, Account account, Position position)
    {
        Begin();
        new FillBookedRecord(fill, account.Balance(position.BaseAsset), account.Balance(position.QuoteAsset), account.Balance(fill.FeeAsset),
            position.Quantity, position.AveragePrice).Write(writer);
        End(RecordKind.FillBooked, fill.Time);
    }

    public void RoundTripClosed(RoundTrip roundTrip)
    {
        Begin();
        RoundTripPayload.Write(roundTrip, writer);
        End(RecordKind.RoundTripClosed, roundTrip.ExitTime);
    }

    public void StateSaved(StrategyState state)
    {
        Begin();
        state.Write(writer);
        End(RecordKind.StrategyState, Engine.Clock.Now);
    }

    public void LedgerBooked(LedgerEntry entry, Account account, double rate)
    {
        Begin();
        new LedgerBookedRecord(entry.Kind, entry.Account, entry.Instrument, entry.Asset, entry.Amount, account.Balance(entry.Asset)).Write(writer);
        End(RecordKind.LedgerBooked, entry.Time);
    }

    public void InstantClosed(Instant closeTime, double equity, bool isInMarket)
    {
        Begin();
        new EquityMarkedRecord(equity, isInMarket).Write(writer);
        End(RecordKind.EquityMarked, closeTime);
    }

    public bool HearsPredictions => true;

    public void PredictorOpened(PredictorOpenedRecord opened) => journal.Append(opened.Encode(writer, Engine.Clock.Now), writer.Written);

    public void PredictionMade(PredictionRecord prediction) => journal.Append(prediction.Encode(writer), writer.Written);

    private void Begin() => writer.Clear();

    private JournalSequence End(RecordKind kind, Instant eventTime) =>
        journal.Append(new RecordHeader(kind, RecordVersion.Of(kind), RecordOrigin.Engine, eventTime, Engine.Clock.Now), writer.Written);
}
