using Tidemark.Engine.Predictions;

namespace Tidemark.Engine.Events;

/// <summary>
/// The one thing that the engine consumes, 88 bytes, passed by reference. Frequent payloads are inline, rare ones are one
/// reference. What the five numbers mean depends on <see cref="Kind"/> and is known to the accessors only.
/// </summary>
public readonly struct EngineEvent
{
    private readonly double first, second, third, fourth, fifth;
    private readonly long number;
    private readonly object? reference;
    private readonly byte detail;

    private EngineEvent(EngineEventKind kind, int instrument, Instant eventTime, Instant receivedAt, double first = 0, double second = 0,
        double third = 0, double fourth = 0, double fifth = 0, long number = 0, object? reference = null, byte detail = 0, long sequence = 0, bool closesInstant = false)
    {
        Kind = kind;
        Instrument = new InstrumentIndex(instrument);
        EventTime = eventTime;
        ReceivedAt = receivedAt;
        (this.first, this.second, this.third, this.fourth, this.fifth) = (first, second, third, fourth, fifth);
        this.number = number;
        this.reference = reference;
        this.detail = detail;
        Sequence = sequence;
        ClosesInstant = closesInstant;
    }

    /// <summary>Bars are so frequent that they have a constructor of their own.</summary>
    private EngineEvent(InstrumentIndex instrument, in Bar bar, Instant eventTime, Instant receivedAt, bool closesInstant, long sequence)
    {
        first = bar.Open;
        second = bar.High;
        third = bar.Low;
        fourth = bar.Close;
        fifth = bar.Volume;
        number = bar.OpenTime.Nanoseconds;
        Sequence = sequence;
        EventTime = eventTime;
        ReceivedAt = receivedAt;
        Instrument = instrument;
        Kind = EngineEventKind.Bar;
        ClosesInstant = closesInstant;
    }

    /// <summary>The number of the event in its source, for ordering and the journal.</summary>
    public long Sequence { get; }

    /// <summary>When it happened at its origin; for a bar, its close time.</summary>
    public Instant EventTime { get; }

    /// <summary>When we could know it: the engine's clock while it is processed.</summary>
    public Instant ReceivedAt { get; }

    public InstrumentIndex Instrument { get; }

    public EngineEventKind Kind { get; }

    /// <summary>For bars: no further bar of the same close time follows, so strategies may be called.</summary>
    public bool ClosesInstant { get; }

    /// <summary>A closed bar. <paramref name="eventTime"/> is its close time.</summary>
    public static EngineEvent ForBar(InstrumentIndex instrument, in Bar bar, Instant eventTime, Instant receivedAt, bool closesInstant, long sequence = 0) =>
        new(instrument, bar, eventTime, receivedAt, closesInstant, sequence);

    public static EngineEvent ForTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Trade, instrument.Value, trade.Time, receivedAt, trade.Price, trade.Quantity, number: trade.TradeId,
            detail: trade.Aggressor is { } side ? (byte)(1 + (byte)side) : (byte)0, sequence: sequence);

    public static EngineEvent ForQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Quote, instrument.Value, quote.Time, receivedAt, quote.Bid, quote.BidQuantity, quote.Ask, quote.AskQuantity, sequence: sequence);

    public static EngineEvent ForBookDelta(InstrumentIndex instrument, in BookDelta delta, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.BookDelta, instrument.Value, delta.Time, receivedAt, delta.Price, delta.Quantity, number: delta.UpdateId,
            detail: (byte)((byte)delta.Side | (delta.IsLast ? 2 : 0)), sequence: sequence);

    public static EngineEvent ForFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Funding, instrument.Value, funding.Time, receivedAt, funding.Rate, funding.MarkPrice, sequence: sequence);

    public static EngineEvent ForObservation(Observation observation, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Observation, -1, observation.EventTime, receivedAt, reference: observation, sequence: sequence);

    public static EngineEvent ForSignal(in Signal signal, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Signal, signal.Instrument.Value, signal.KnownAt, receivedAt, reference: signal, sequence: sequence);

    public static EngineEvent ForOrder(InstrumentIndex instrument, OrderEvent orderEvent, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Order, instrument.Value, orderEvent.Time, receivedAt, reference: orderEvent, sequence: sequence);

    public static EngineEvent ForTime(Instant now, long sequence = 0) =>
        new(EngineEventKind.TimeAdvanced, -1, now, now, sequence: sequence);

    public static EngineEvent ForInstantClosed(Instant closeTime, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.InstantClosed, -1, closeTime, receivedAt, sequence: sequence);

    public static EngineEvent ForCommand(EngineCommand command, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Command, -1, receivedAt, receivedAt, reference: command, sequence: sequence);

    public static EngineEvent ForLedger(LedgerEntry entry, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.Ledger, entry.Instrument.Value, entry.Time, receivedAt, reference: entry, sequence: sequence);

    public static EngineEvent ForModelChange(ModelChange change, Instant receivedAt, long sequence = 0) =>
        new(EngineEventKind.ModelChange, -1, receivedAt, receivedAt, reference: change, sequence: sequence);

    public Bar AsBar() => new(new Instant(number), first, second, third, fourth, fifth);

    public Trade AsTrade() => new(EventTime, first, second, detail == 0 ? null : (Side)(detail - 1), number);

    public Quote AsQuote() => new(EventTime, first, second, third, fourth);

    public BookDelta AsBookDelta() => new(EventTime, (Side)(detail & 1), first, second, number, (detail & 2) != 0);

    public FundingRate AsFunding() => new(EventTime, first, second);

    public Observation AsObservation() => (Observation)reference!;

    public Signal AsSignal() => (Signal)reference!;

    public OrderEvent AsOrder() => (OrderEvent)reference!;

    public LedgerEntry AsLedger() => (LedgerEntry)reference!;

    public EngineCommand AsCommand() => (EngineCommand)reference!;

    public ModelChange AsModelChange() => (ModelChange)reference!;
}
