using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Storage.Journal.Records;

/// <summary>
/// Takes the content of records apart into named values. What is absent or has its usual value is left out. Instruments and strategies
/// get the names that the session's first record gives them.
/// </summary>
public sealed class RecordFields
{
    private readonly List<RecordField> fields = [];
    private SessionStartedRecord? session;

    /// <summary>The values of a record, in reading order; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The payload cannot be read.</exception>
    public IReadOnlyList<RecordField> Of(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        fields.Clear();
        var content = RecordContent.Decode(header, payload);
        switch (content)
        {
            case SessionStartedRecord started: Take(started); break;
            case EngineEvent input: Take(input); break;
            case MarketRangeRecord range: Take(range); break;
            case OrderDecidedRecord decided: Take(decided); break;
            case AmendDecidedRecord amended:
                Add("order", amended.Order.Value);
                Take(amended.Change);
                break;
            case CancelDecidedRecord canceled: Add("order", canceled.Order.Value); break;
            case TransferDecidedRecord transfer: Take(transfer.Request); break;
            case OrderChangedRecord changed: Take(changed); break;
            case FillBookedRecord booked: Take(booked); break;
            case PredictionRecord prediction: Take(prediction); break;
            case PredictorOpenedRecord opened: Take(opened); break;
            case LedgerBookedRecord ledger: Take(ledger); break;
            case FundingRatesRecord funding:
                Instrument(funding.Instrument);
                Add("rates", funding.Rates.Length);
                break;
            case EquityMarkedRecord marked:
                Add("equity", marked.Equity);
                Add("isInMarket", marked.IsInMarket);
                break;
            case RoundTrip roundTrip: Take(roundTrip); break;
            case StrategyState state:
                if (state.Instrument is { } instrument) Instrument(instrument);
                Strategy(state.Strategy);
                foreach (var (name, text) in state.Values) Add(name, text);
                break;
            case string reason: Add("reason", reason); break;
        }
        return fields;
    }

    private void Take(SessionStartedRecord started)
    {
        session = started;
        Add("journal", started.Setup.JournalId.ToString("x32", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var strategy in started.Strategies) Add("strategy", strategy);
        for (var i = 0; i < started.Setup.Instruments.Length; i++) Add("instrument", $"{started.Setup.Instruments[i].Id} {started.Setup.BaseIntervals[i]}");
        foreach (var account in started.Setup.Accounts)
            Add("account", $"{account.Id} at {account.Venue}, {account.Kind.ToString().ToLowerInvariant()}: {string.Join(", ", account.Balances)}");
        Add("sizing", started.Setup.Sizing);
        foreach (var state in started.States) Add("state", $"{started.Strategies[state.Strategy].Name} {string.Join(' ', state.Values)}");
        foreach (var (name, text) in started.Settings) Add(name, text);
        Add("seed", started.Seed);
        Add("build", started.Build);
    }

    private void Take(in EngineEvent input)
    {
        if (input.Instrument.Value >= 0) Instrument(input.Instrument);
        switch (input.Kind)
        {
            case EngineEventKind.Bar:
                var bar = input.AsBar();
                Add("openTime", bar.OpenTime);
                Add("open", bar.Open);
                Add("high", bar.High);
                Add("low", bar.Low);
                Add("close", bar.Close);
                Add("volume", bar.Volume);
                break;
            case EngineEventKind.Trade:
                var trade = input.AsTrade();
                Add("price", trade.Price);
                Add("quantity", trade.Quantity);
                if (trade.Aggressor is { } aggressor) Add("aggressor", aggressor);
                Add("tradeId", trade.TradeId);
                break;
            case EngineEventKind.Quote:
                var quote = input.AsQuote();
                Add("bid", quote.Bid);
                Add("bidQuantity", quote.BidQuantity);
                Add("ask", quote.Ask);
                Add("askQuantity", quote.AskQuantity);
                break;
            case EngineEventKind.BookDelta:
                var delta = input.AsBookDelta();
                Add("side", delta.Side);
                Add("price", delta.Price);
                Add("quantity", delta.Quantity);
                Add("updateId", delta.UpdateId);
                break;
            case EngineEventKind.Funding:
                Add("rate", input.AsFunding().Rate);
                Add("markPrice", input.AsFunding().MarkPrice);
                break;
            case EngineEventKind.Observation:
                Add("name", input.AsObservation().Name);
                Add("value", input.AsObservation().Value);
                break;
            case EngineEventKind.Signal: Take(input.AsSignal()); break;
            case EngineEventKind.Order: Take(input.AsOrder()); break;
            case EngineEventKind.Ledger: Take(input.AsLedger()); break;
            case EngineEventKind.Command:
                Add("command", input.AsCommand().Kind);
                Add("reason", input.AsCommand().Reason);
                break;
            case EngineEventKind.ModelChange:
                var change = input.AsModelChange();
                Add("name", change.Predictor);
                Add("change", change.Kind);
                Add("modelVersion", change.Version);
                Add("reason", change.Reason);
                break;
        }
    }

    private void Take(PredictionRecord prediction)
    {
        Instrument(prediction.Instrument);
        Add("model", prediction.Model);
        Add("modelVersion", prediction.Version);
        Add("horizonBars", prediction.Horizon);
        foreach (var output in prediction.Outputs) Add("output", output);
        Add("inputHash", prediction.InputHash);
    }

    private void Take(PredictorOpenedRecord opened)
    {
        Add("name", opened.Name);
        Add("model", opened.Schema.Model);
        Add("modelVersion", opened.Schema.Version);
        Add("predicts", opened.Schema.Kind);
        Add("horizonBars", opened.Schema.Horizon);
        Add("rows", opened.Schema.Window);
        Add("features", string.Join(", ", opened.Schema.Features.Concat(opened.Schema.State)));
        if (opened.Schema.Steers.Length > 0) Add("steers", opened.Schema.Steers);
    }

    private void Take(in Signal signal)
    {
        Add("source", signal.Source.Name);
        Add("direction", signal.Direction);
        Add("strength", signal.Strength);
        Add("confidence", signal.Confidence);
        Add("signalReason", signal.Reason.Name);
    }

    private void Take(OrderEvent orderEvent)
    {
        Add("order", orderEvent.Order.Value);
        Add("event", orderEvent.Kind);
        if (orderEvent.Reason != OrderReason.None) Add("reason", orderEvent.Reason);
        if (orderEvent.Fill is { } fill) Take(fill);
        if (orderEvent.Amendment is { } amendment) Take(amendment);
        if (orderEvent.VenueOrderId is { } name) Add("venueOrderId", name);
        if (orderEvent.Report is { } report) Add("reported", report.Status);
    }

    private void Take(LedgerEntry entry)
    {
        Add("cause", entry.Kind);
        Add("amount", entry.Amount);
        Add("asset", entry.Asset);
        if (entry.Basis != 0m) Add("basis", entry.Basis);
        if (entry.Rate != 0) Add("rate", entry.Rate);
        if (double.IsFinite(entry.Price)) Add("price", entry.Price);
        if (entry.Fill is { } fill) Take(fill);
    }

    private void Take(in LedgerBookedRecord booked)
    {
        Add("cause", booked.Kind);
        if (booked.Instrument.Value >= 0) Instrument(booked.Instrument);
        Add("amount", booked.Amount);
        Add("asset", booked.Asset);
        Add("balance", booked.Balance);
    }

    private void Take(TransferRequest transfer)
    {
        Strategy(transfer.Strategy);
        Add("quantity", transfer.Quantity);
        Add("asset", transfer.Asset);
        Instrument(transfer.From, "from");
        Instrument(transfer.To, "to");
    }

    private void Take(MarketRangeRecord range)
    {
        Instrument(range.Instrument);
        Add("interval", range.Interval);
        Add("from", range.From);
        Add("to", range.To);
        Add("bars", range.Count);
        Add("dataHash", range.DataHash);
    }

    private void Take(in OrderDecidedRecord decided)
    {
        var request = decided.Request;
        Add("order", request.Id.Value);
        Instrument(request.Instrument);
        Add("side", request.Side);
        Add("type", request.Type);
        Add("quantity", request.Quantity.Value);
        if (request.LimitPrice is { } limit) Add("limitPrice", limit.Value);
        if (request.StopPrice is { } stop) Add("stopPrice", stop.Value);
        if (request.TimeInForce != TimeInForce.Gtc) Add("timeInForce", request.TimeInForce);
        if (request.ReduceOnly) Add("reduceOnly", true);
        if (request.IsContingent) Add("parent", request.Parent.Value);
        if (request.OcoGroup != 0) Add("ocoGroup", request.OcoGroup);
        if (request.Options is { } options) Take(options);
        if (request.Tag.Length > 0) Add("tag", request.Tag);
        Strategy(request.Strategy);
        if (decided.Denial != OrderReason.None) Add("denied", decided.Denial);
        Add("clientOrderId", decided.ClientOrderId);
    }

    private void Take(OrderOptions options)
    {
        if (options.ExpiresAt is { } expiresAt) Add("expiresAt", expiresAt);
        if (options.LeavesAt is { } leavesAt) Add("leavesAt", leavesAt);
        if (options.PostOnly) Add("postOnly", true);
        if (options.DisplayedQuantity is { } displayed) Add("displayedQuantity", displayed.Value);
        if (options.Trail is { } trail)
        {
            Add("trailKind", trail.Kind);
            Add("trail", trail.Value);
            if (trail.ActivationPrice is { } activation) Add("activationPrice", activation.Value);
        }
        if (options.Timeout is { } timeout)
        {
            Add("timeoutSeconds", timeout.After.TotalSeconds);
            Add("timeoutAction", timeout.Action);
        }
        if (options.PositionSide != PositionSide.Flat) Add("positionSide", options.PositionSide);
    }

    private void Take(Amendment change)
    {
        if (change.Quantity is { } quantity) Add("newQuantity", quantity.Value);
        if (change.LimitPrice is { } limit) Add("newLimitPrice", limit.Value);
        if (change.StopPrice is { } stop) Add("newStopPrice", stop.Value);
    }

    private void Take(in OrderChangedRecord changed)
    {
        Add("order", changed.Order.Value);
        Add("status", changed.Status);
        Add("cause", changed.Cause);
        if (changed.Reason != OrderReason.None) Add("reason", changed.Reason);
        Add("quantity", changed.Quantity.Value);
        Add("filledQuantity", changed.FilledQuantity.Value);
        if (changed.LimitPrice is { } limit) Add("limitPrice", limit.Value);
        if (changed.StopPrice is { } stop) Add("stopPrice", stop.Value);
    }

    private void Take(in FillBookedRecord booked)
    {
        Add("order", booked.Fill.Order.Value);
        Instrument(booked.Fill.Instrument);
        Take(booked.Fill);
        Strategy(booked.Fill.Strategy);
        Add("position", booked.PositionQuantity.Value);
        Add("positionPrice", booked.PositionPrice.Value);
        Add("baseBalance", booked.BaseBalance);
        Add("quoteBalance", booked.QuoteBalance);
    }

    private void Take(Fill fill)
    {
        Add("side", fill.Side);
        Add("quantity", fill.Quantity.Value);
        Add("price", fill.Price.Value);
        Add("fee", fill.Fee);
        Add("feeAsset", fill.FeeAsset);
        Add("role", fill.Role);
        if (fill.PriceBeforeSlippage != 0) Add("priceBeforeSlippage", fill.PriceBeforeSlippage);
        Add("tradeId", fill.TradeId.ToString());
        if (fill.Tag.Length > 0) Add("tag", fill.Tag);
    }

    private void Take(RoundTrip roundTrip)
    {
        Instrument(roundTrip.Instrument);
        Add("side", roundTrip.Side);
        Add("quantity", roundTrip.Quantity.Value);
        Add("entryTime", roundTrip.EntryTime);
        Add("entryPrice", roundTrip.EntryPrice.Value);
        Add("exitTime", roundTrip.ExitTime);
        Add("exitPrice", roundTrip.ExitPrice.Value);
        Add("pnl", roundTrip.Pnl);
        Add("fees", roundTrip.Fees);
        Add("bars", roundTrip.Bars);
        Add("exitReason", roundTrip.ExitReason);
    }

    private void Instrument(InstrumentIndex index, string name = "instrument") =>
        Add(name, session is not null && (uint)index.Value < (uint)session.Setup.Instruments.Length ? session.Setup.Instruments[index.Value].Id : index);

    /// <summary>A session with one strategy need not name it in every line.</summary>
    private void Strategy(int number)
    {
        if (session is { Strategies.Length: > 1 } && number < session.Strategies.Length) Add("strategy", session.Strategies[number].Name);
    }

    private void Add(string name, object value) => fields.Add(new RecordField(name, value is Enum word ? Word(word) : value));

    private static string Word(Enum value)
    {
        var text = value.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}
