using Tidemark.Engine.Books;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Shadows;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Engine.Time;
using Tidemark.Indicators;

namespace Tidemark.Engine.Strategies;

/// <summary>One running strategy: the strategy object and what it may reach of the engine.</summary>
internal sealed class StrategyRuntime(int number, Strategy strategy, SessionSetup setup, Clock clock, EngineServices services)
{
    private readonly StrategyHooks hooks = StrategyHooks.Of(strategy);

    public int Number => number;

    public StrategyHooks Hooks => hooks;

    private bool GuardsEntries => hooks.GuardsEntries || strategy.SessionHours.Window is not null;

    public Strategy Strategy => strategy;

    public Instant Now => clock.Now;

    public IReadOnlyList<Instrument> Instruments { get; } = setup.ConversionCount == 0 ? setup.Instruments : setup.Instruments[..setup.TradedCount];

    /// <summary>The instrument of the event that is being handled.</summary>
    public InstrumentIndex CurrentInstrument { get; set; }

    public Quantity UnitQuantity(InstrumentIndex instrument) => services.Sizer.UnitOf(instrument, clock.Now);

    public Position Position(InstrumentIndex instrument, PositionSide side) => services.Portfolio.PositionOf(number, instrument, side);

    public Position Position(InstrumentIndex instrument) => services.Portfolio.PositionOf(number, instrument);

    public ReadOnlySpan<InstrumentIndex> Members => services.Tradable.Members;

    public bool IsMember(InstrumentIndex instrument) => services.Tradable.IsMember(instrument);

    public ref readonly Bar LastBar(InstrumentIndex instrument) => ref services.Market.Base(instrument).Last;

    public Instant LastCloseTime(InstrumentIndex instrument)
    {
        var series = services.Market.Base(instrument);
        return series.HasBar ? series.Interval.CloseOf(series.Last.OpenTime) : Instant.MinValue;
    }

    public Interval IntervalOf(InstrumentIndex instrument) => setup.BaseIntervals[instrument.Value];

    public bool HasBook(InstrumentIndex instrument) => services.Books.Find(instrument) is not null;

    public OrderBook Book(InstrumentIndex instrument) =>
        services.Books.Find(instrument) ?? throw new InvalidOperationException($"{setup.Instruments[instrument.Value].Id} has no order book in this session");

    public double WeightOf(InstrumentIndex instrument) => WeightOf(instrument, Position(instrument).Quantity);

    public double WeightOf(InstrumentIndex instrument, Quantity quantity)
    {
        var book = services.Portfolio.Book;
        return quantity.IsZero ? 0 : (double)quantity.Value * book.LastPrice(instrument) * book.QuoteRate(instrument) / services.Sizer.EquityFor(instrument);
    }

    public Quantity RoundedDown(InstrumentIndex instrument, decimal quantity) => services.Sizer.Rounded(instrument, quantity, clock.Now);

    public Quantity QuantityOf(InstrumentIndex instrument, double weight) => services.Sizer.OfWeight(instrument, weight, clock.Now);

    public Order? SetTargetWeight(InstrumentIndex instrument, double weight, string? tag) => SetTarget(instrument, QuantityOf(instrument, weight), tag);

    public Observation? LastObservation(string name) => services.Market.LastObservation(name);

    public void Subscribe(InstrumentIndex instrument, Interval interval)
    {
        services.Market.Find(instrument, interval).Subscribe(this);
        services.Lull.End();
    }

    public T Track<T>(T indicator, InstrumentIndex instrument, Interval? interval) where T : Indicator
    {
        // Trades and quotes belong to the instrument, whatever the interval of its bars.
        var ofBars = indicator is not (TradeIndicator or QuoteIndicator);
        services.Market.Find(instrument, ofBars && interval is { } asked ? asked : setup.BaseIntervals[instrument.Value]).Add(indicator);
        services.Lull.End();
        return indicator;
    }

    public Predictor OpenPredictor(string name) => services.Predictions.Open(name);

    /// <summary>Has another strategy run beside this one.</summary>
    public Shadow RunAsShadow(Strategy member, IEnumerable<KeyValuePair<string, string>> state)
    {
        services.Lull.End();
        var saved = state.Select(pair => new Journaling.NamedText(pair.Key, pair.Value)).ToArray();
        return services.Shadows.Add(member, saved.Length == 0 ? null : new StrategyState(0, null, [.. saved]));
    }

    public IEnumerable<Order> WorkingOrders(InstrumentIndex instrument) =>
        services.Ledger.Active.Where(order => order.Request.Strategy == number && order.Instrument == instrument);

    public Quantity UnderWay(InstrumentIndex instrument)
    {
        var sum = Quantity.Zero;
        for (var index = services.Ledger.Active.Count - 1; index >= 0; index--)
        {
            var order = services.Ledger.Active[index];
            if (order.Request.Strategy != number || order.Instrument != instrument || order.Type != OrderType.Market || order.IsCancelPending || order.Request.IsContingent) continue;
            sum += order.Side == Side.Buy ? order.RemainingQuantity : -order.RemainingQuantity;
        }
        return sum;
    }

    public bool IsLeaving(InstrumentIndex instrument)
    {
        var position = Position(instrument).Quantity;
        if (position.IsZero) return false;
        var leaving = position.Value > 0m ? Side.Sell : Side.Buy;
        for (var index = services.Ledger.Active.Count - 1; index >= 0; index--)
        {
            var order = services.Ledger.Active[index];
            if (order.Request.Strategy == number && order.Instrument == instrument && order.Side == leaving && order.Type == OrderType.Market && !order.IsCancelPending && !order.Request.IsContingent) return true;
        }
        return false;
    }

    /// <summary>Keeps the open trades, where the strategy manages them by hooks.</summary>
    public TradeKeeper? Trades { get; set; }

    /// <summary>Tells the strategy of a fill, then those who keep its trades.</summary>
    public void TellOfFill(Order order, Fill fill)
    {
        Strategy.OnFill(order, fill);
        Trades?.Filled(fill);
    }

    /// <summary>The next price of an order that is priced anew: what the strategy names, else the last price, on the tick away from the market.</summary>
    public Price? NewPriceOf(Order order)
    {
        if (Strategy.NewPriceOf(order) is { } named) return named;
        var last = services.Portfolio.Book.LastPrice(order.Instrument);
        if (!(last > 0)) return null;
        return setup.Instruments[order.Instrument.Value].RoundPrice((decimal)last, order.Side == Side.Buy ? Rounding.Down : Rounding.Up, clock.Now);
    }

    /// <summary>What the strategy would hand to a later session now; null for nothing.</summary>
    public StrategyState? StateNow()
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Strategy.SaveState(state);
        return state.Count == 0 ? null : new StrategyState(Number, null, [.. state.Select(pair => new Journaling.NamedText(pair.Key, pair.Value))]);
    }

    /// <summary>The higher of the two fee rates of the instrument's account, a fraction.</summary>
    public decimal FeeRateOf(InstrumentIndex instrument) => services.Portfolio.Book.AccountOf(instrument).Setup.Fees.Worst;

    public decimal TakerFeeOf(InstrumentIndex instrument) => services.Portfolio.Book.AccountOf(instrument).Setup.Fees.Taker;

    public decimal LeverageOf(InstrumentIndex instrument) => services.Portfolio.Book.AccountOf(instrument).Setup.Leverage;

    public decimal MakerFeeOf(InstrumentIndex instrument) => services.Portfolio.Book.AccountOf(instrument).Setup.Fees.Maker;

    /// <summary>Sends an order. Of one that turns a position and may not enter, the part that closes still goes.</summary>
    public Order Submit(in OrderTerms terms)
    {
        var refusal = GuardsEntries ? RefusalOf(terms) : OrderReason.None;
        var closing = refusal == OrderReason.None ? 0m : Closing(terms);
        return Math.Sign(closing) > 0 ? services.Desk.Submit(number, terms with { Quantity = new Quantity(closing) }) : services.Desk.Submit(number, terms, refusal);
    }

    public Bracket SubmitBracket(in OrderTerms entry, Price? stopLoss, Price? takeProfit) =>
        services.Desk.SubmitBracket(number, entry, stopLoss, takeProfit, GuardsEntries ? RefusalOf(entry) : OrderReason.None);

    public int NewOrderGroup() => services.Desk.NewGroup();

    /// <summary>Closes a position at the market and cancels what works besides.</summary>
    public void Flatten(Position position, string tag)
    {
        if (services.Portfolio.Book.AccountOf(position.Instrument).Setup.PositionMode == PositionMode.OneWay)
        {
            SetTarget(position.Instrument, Quantity.Zero, tag);
            return;
        }
        var quantity = setup.Instruments[position.Instrument.Value].RoundQuantity(position.Quantity.Abs().Value, Rounding.Down, clock.Now);
        var side = position.Side == PositionSide.Long ? Side.Sell : Side.Buy;
        Submit(new OrderTerms(position.Instrument, side, quantity) { ReduceOnly = true, Options = new OrderOptions { PositionSide = position.Side }, Tag = tag });
    }

    public void Cancel(Order order) => services.Desk.Cancel(order);

    public decimal BalanceOf(InstrumentIndex instrument, string asset) => services.Portfolio.Book.AccountOf(instrument).Balance(asset);

    public void Transfer(string asset, Quantity quantity, InstrumentIndex from, InstrumentIndex to)
    {
        if (quantity.Value <= 0m) throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "a transfer needs a positive quantity");
        services.Desk.Transfer(new TransferRequest(number, asset, quantity.Value, from, to));
    }

    public void Amend(Order order, Amendment change) => services.Desk.Amend(order, change);

    public void SetTimer(string name, Instant due, Duration every) => services.Timers.Set(due, number, -1, name, every);

    public void SetDaily(string name, TimeOfDay time, Weekdays days) =>
        services.Timers.Set(time.NextAfter(Instant.Max(Instant.UnixEpoch, Instant.Max(clock.Now, setup.TradingStart))), number, -1, name, Duration.FromDays(1), days);

    /// <summary>Starts the strategy, and waits for the end of its trading hours where it has to be out by then.</summary>
    public void Start()
    {
        strategy.OnStart();
        if (strategy.SessionHours is { IsFlatAtEnd: true, Window: { } window }) SetDaily(SessionHours.EndTimer, window.To, Weekdays.All);
    }

    public void OnTimer(string name)
    {
        if (name != SessionHours.EndTimer) strategy.OnTimer(name);
        else if (!strategy.SessionHours.Window!.Contain(clock.Now)) EndHours();
    }

    /// <summary>Closes what is held and takes back what has not filled.</summary>
    private void EndHours()
    {
        for (var index = 0; index < setup.TradedCount; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (services.Portfolio.Book.AccountOf(instrument).Setup.PositionMode == PositionMode.OneWay)
            {
                SetTarget(instrument, Quantity.Zero, "hours ended");
                continue;
            }
            foreach (var order in WorkingOrders(instrument).ToArray()) Cancel(order);
            foreach (var side in (PositionSide[])[PositionSide.Long, PositionSide.Short])
                if (Position(instrument, side) is { IsFlat: false } position) Flatten(position, "hours ended");
        }
    }

    public void CancelTimer(string name) => services.Timers.Cancel(number, name);

    public Order? SetTarget(InstrumentIndex instrument, Quantity target, string? tag)
    {
        if (services.Portfolio.Book.AccountOf(instrument).Setup.PositionMode == PositionMode.Hedge)
            throw new InvalidOperationException("in hedge mode an instrument has two positions: send orders that name one");
        var position = Position(instrument).Quantity;
        var underWay = Quantity.Zero;
        for (var index = services.Ledger.Active.Count - 1; index >= 0; index--)
        {
            var order = services.Ledger.Active[index];
            if (order.Request.Strategy != number || order.Instrument != instrument || order.IsCancelPending) continue;
            var signed = order.Side == Side.Buy ? order.RemainingQuantity : -order.RemainingQuantity;
            // Kept only while all that is kept does not go past the target.
            var isTowardsTarget = order.Type == OrderType.Market && !order.Request.IsContingent && !target.IsZero && target != position
                && order.Side == (target > position ? Side.Buy : Side.Sell) && (underWay + signed).Abs() <= (target - position).Abs();
            if (isTowardsTarget) underWay += signed;
            else if (target.IsZero || order.Type == OrderType.Market) services.Desk.Cancel(order);
        }
        // Nothing is subtracted where there is nothing: most targets start or end at zero.
        var wanted = position.IsZero ? target : target.IsZero ? -position : target - position;
        var difference = underWay.IsZero ? wanted : wanted - underWay;
        var quantity = setup.Instruments[instrument.Value].RoundQuantity(Math.Abs(difference.Value), Rounding.Down, clock.Now);
        if (quantity.IsZero) return null;
        var side = Math.Sign(difference.Value) > 0 ? Side.Buy : Side.Sell;
        return Submit(new OrderTerms(instrument, side, quantity) { Tag = tag ?? TargetTag(target, position) });
    }

    /// <summary>Why the strategy itself refuses an order that opens or enlarges a position.</summary>
    private OrderReason RefusalOf(in OrderTerms terms)
    {
        if (terms.ReduceOnly || Closing(terms) == terms.Quantity.Value) return OrderReason.None;
        if (strategy.EntryHours is { } hours && !hours.Contain(clock.Now)) return OrderReason.OutsideTradingHours;
        if (strategy.SessionHours.Window is { } window && !window.Contain(clock.Now)) return OrderReason.OutsideTradingHours;
        return strategy.ConfirmEntry(terms) ? OrderReason.None : OrderReason.NotConfirmed;
    }

    private decimal Closing(in OrderTerms terms) => Funds.ClosingPart(Position(terms.Instrument, terms.Options?.PositionSide ?? PositionSide.Flat).Quantity.Value, terms.Side, terms.Quantity.Value);

    private static string TargetTag(Quantity target, Quantity position) =>
        target.IsZero ? "exit" : position.IsZero ? "entry" : Math.Sign(target.Value) != Math.Sign(position.Value) ? "reverse" : "adjust";
}
