using Tidemark.Engine.Books;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Shadows;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Indicators;
using Tidemark.Indicators.Crosses;
using Tidemark.Indicators.Momentum;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Engine.Strategies;

/// <summary>
/// A strategy: one class that runs unchanged in a backtest, on paper and with real money. Override the <c>On…</c> methods; create
/// indicators in <see cref="OnStart"/>. All calls come one after another from a single thread, in the order of
/// <c>docs/event-order.md</c>.
/// </summary>
public abstract class Strategy
{
    private StrategyRuntime? runtime;

    /// <summary>The name under which it is found: the class name in kebab case unless overridden.</summary>
    public virtual string Name => StrategyNames.Of(GetType());

    /// <summary>What people should know of it.</summary>
    public virtual AboutAttribute About => AboutAttribute.Of(GetType());

    /// <summary>What can be set from outside: the properties marked as parameters.</summary>
    public virtual IReadOnlyList<StrategyParameter> Parameters => StrategyParameter.Of(GetType());

    /// <summary>Whether it may hold short positions; a session on a spot account refuses it then.</summary>
    public virtual bool NeedsShorting => false;

    /// <summary>How many instruments it needs at least: a pair needs two.</summary>
    public virtual int MinimumInstruments => 1;

    /// <summary>
    /// Instruments of the kind that it needs, where not any will do: the same coin at two venues, spot and perpetual. Checks make markets
    /// of them; empty for whatever comes.
    /// </summary>
    public virtual IReadOnlyList<string> ExampleInstruments => [];

    /// <summary>Whether it holds a long and a short position of one instrument side by side: its orders then name one (<see cref="OrderOptions.PositionSide"/>).</summary>
    public virtual bool NeedsHedging => false;

    /// <summary>Whether it decides on order books, so that bars alone are nothing to it: a session that has none for each of its instruments refuses it.</summary>
    public virtual bool NeedsBook => false;

    /// <summary>Whether it asks a model, so that without one it can only be described.</summary>
    public virtual bool NeedsModel => false;

    /// <summary>The engine's time: when the current event became known.</summary>
    protected Instant Now => Runtime.Now;

    /// <summary>The instruments of the session.</summary>
    protected IReadOnlyList<Instrument> Instruments => Runtime.Instruments;

    /// <summary>The quantity of one unit for the instrument of the current event, by the session's sizing rule, rounded down to its step.</summary>
    protected Quantity UnitQuantity => UnitQuantityOf(Runtime.CurrentInstrument);

    /// <summary>When it may enter; entries at other times are denied (<see cref="OrderReason.OutsideTradingHours"/>), exits never. Null for always.</summary>
    protected internal virtual TradingHours? EntryHours => null;

    /// <summary>What a trade must have earned by then to be closed at the next opportunity; null for no such table.</summary>
    protected internal virtual MinimumReturns? MinimumReturns => null;

    /// <summary>When it may enter, as set for it from outside by <see cref="HoursParameters"/>.</summary>
    internal SessionHours SessionHours { get; set; }

    internal StrategyRuntime Runtime => runtime ?? throw new InvalidOperationException("the strategy is not part of a session yet: use OnStart, not the constructor");

    /// <summary>Checks parameters against each other; throw <see cref="BadInputException"/> with a sentence that says what is wrong.</summary>
    protected internal virtual void ValidateParameters() { }

    /// <summary>Called once before the first event.</summary>
    protected internal virtual void OnStart() { }

    /// <summary>A subscribed bar closed; all bars of the same moment are already visible.</summary>
    protected internal virtual void OnBar(in BarClosed bar) { }

    /// <summary>All bars of this close time have been given.</summary>
    protected internal virtual void OnBarsClosed(Instant closeTime) { }

    /// <summary>Others traded.</summary>
    protected internal virtual void OnTrade(InstrumentIndex instrument, in Trade trade) { }

    /// <summary>The best bid or ask, or a quantity there, has become another. In a session with order books <see cref="Book"/> holds it already.</summary>
    protected internal virtual void OnQuote(InstrumentIndex instrument, in Quote quote) { }

    /// <summary>A complete update or snapshot of an order book has been taken, or the book was lost (<see cref="OrderBook.IsValid"/>). It changes with the next event: keep numbers, not the book's levels.</summary>
    protected internal virtual void OnBook(InstrumentIndex instrument, OrderBook book) { }

    protected internal virtual void OnFunding(InstrumentIndex instrument, in FundingRate funding) { }

    /// <summary>The venue changed a balance by itself: funding, interest, a liquidation. Positions are up to date.</summary>
    protected internal virtual void OnLedger(LedgerEntry entry) { }

    protected internal virtual void OnObservation(Observation observation) { }

    protected internal virtual void OnSignal(in Signal signal) { }

    /// <summary>One of its orders changed.</summary>
    protected internal virtual void OnOrder(Order order, OrderEvent orderEvent) { }

    /// <summary>One of its orders filled, whole or in part; position and cash are already up to date. Called before <see cref="OnOrder"/>.</summary>
    protected internal virtual void OnFill(Order order, Fill fill) { }

    /// <summary>The next limit price of an order whose timeout prices it anew; null for the last price.</summary>
    protected internal virtual Price? NewPriceOf(Order order) => null;

    /// <summary>A timer set with <see cref="SetTimer"/> is due.</summary>
    protected internal virtual void OnTimer(string name) { }

    /// <summary>Chooses the quantity of one unit in the place of the session's sizing rule, which proposes one.</summary>
    protected virtual Quantity ChooseQuantity(InstrumentIndex instrument, Quantity proposed) => proposed;

    /// <summary>The last word on an order that would open or enlarge a position; false denies it (<see cref="OrderReason.NotConfirmed"/>).</summary>
    protected internal virtual bool ConfirmEntry(in OrderTerms terms) => true;

    /// <summary>Where the stop of a trade should stand: asked after each entry fill and at each close. It never goes back; null leaves it.</summary>
    protected internal virtual Price? StopPriceOf(OpenTrade trade) => null;

    /// <summary>Why a trade should be closed now, a short word for reports; null to keep it. Asked at each close.</summary>
    protected internal virtual string? ExitReasonOf(OpenTrade trade) => null;

    /// <summary>The limit price at which a trade is closed for a reason; null for the market.</summary>
    protected internal virtual Price? ExitPriceOf(OpenTrade trade, string reason) => null;

    /// <summary>Writes down what another session should know; recorded when the session ends.</summary>
    protected internal virtual void SaveState(IDictionary<string, string> state) { }

    /// <summary>Takes up what an earlier session wrote down; called before <see cref="OnStart"/>.</summary>
    protected internal virtual void LoadState(IReadOnlyDictionary<string, string> state) { }

    /// <summary>Called once after the last event.</summary>
    protected internal virtual void OnStop() { }

    internal void Attach(StrategyRuntime newRuntime) => runtime = newRuntime;

    /// <summary>One value per instrument, made now.</summary>
    protected PerInstrument<T> PerInstrument<T>(Func<InstrumentIndex, T> create) => new(Runtime.Instruments.Count, create);

    /// <summary>Asks for bars of a longer interval, built from the incoming ones.</summary>
    protected void Subscribe(InstrumentIndex instrument, Interval interval) => Runtime.Subscribe(instrument, interval);

    /// <summary>Has an indicator fed with every bar of an instrument and interval before <see cref="OnBar"/> is called.</summary>
    protected T Track<T>(T indicator, InstrumentIndex instrument = default, Interval? interval = null) where T : Indicator =>
        Runtime.Track(indicator, instrument, interval);

    protected SimpleMovingAverage Sma(int period, InstrumentIndex instrument = default, Interval? interval = null) =>
        Track(new SimpleMovingAverage(period), instrument, interval);

    protected ExponentialMovingAverage Ema(int period, InstrumentIndex instrument = default, Interval? interval = null) =>
        Track(new ExponentialMovingAverage(period), instrument, interval);

    protected RelativeStrengthIndex Rsi(int period, InstrumentIndex instrument = default, Interval? interval = null) =>
        Track(new RelativeStrengthIndex(period), instrument, interval);

    protected AverageTrueRange Atr(int period, InstrumentIndex instrument = default, Interval? interval = null) =>
        Track(new AverageTrueRange(period), instrument, interval);

    /// <summary>Watches two tracked indicators of the same instrument and interval for crosses.</summary>
    protected Crossover Crossover(Indicator fast, Indicator slow, InstrumentIndex instrument = default, Interval? interval = null) =>
        Track(new Crossover(fast, slow), instrument, interval);

    /// <summary>The quantity of one unit of an instrument, by the session's sizing rule, rounded down to its step.</summary>
    protected Quantity UnitQuantityOf(InstrumentIndex instrument) => ChooseQuantity(instrument, Runtime.UnitQuantity(instrument));

    /// <summary>The model of a name, from the registry or a file; the same one for the same name. Only in <see cref="OnStart"/>.</summary>
    /// <param name="name"><c>NAME</c>, <c>NAME@VERSION</c> or a file.</param>
    /// <exception cref="BadInputException">There is no such model.</exception>
    protected Predictor OpenPredictor(string name) => Runtime.OpenPredictor(name);

    /// <summary>
    /// Has another strategy run beside this one: it sees the same market from now on, and its orders go nowhere. Only in
    /// <see cref="OnStart"/>, so that its indicators are warm when trading starts.
    /// </summary>
    /// <param name="member">A fresh strategy object with its parameters set.</param>
    /// <param name="state">What it wrote down in an earlier session.</param>
    /// <exception cref="BadInputException">It cannot run on the instruments of this session.</exception>
    protected Shadow RunAsShadow(Strategy member, params IEnumerable<KeyValuePair<string, string>> state) => Runtime.RunAsShadow(member, state);

    /// <summary>What this strategy holds of an instrument.</summary>
    protected Position Position(InstrumentIndex instrument) => Runtime.Position(instrument);

    /// <summary>
    /// The instruments that may be entered now, in the order of the session's instruments: the members of the universe, or all where
    /// there is none. Valid until the next event; copies nothing.
    /// </summary>
    protected ReadOnlySpan<InstrumentIndex> Members => Runtime.Members;

    /// <summary>Whether an instrument may be entered now.</summary>
    protected bool IsMember(InstrumentIndex instrument) => Runtime.IsMember(instrument);

    /// <summary>The last closed incoming bar of an instrument; all zero before the first. See <see cref="LastCloseTime"/> for how old it is.</summary>
    protected ref readonly Bar LastBar(InstrumentIndex instrument) => ref Runtime.LastBar(instrument);

    /// <summary>Whether the session has order-book data of an instrument.</summary>
    protected bool HasBook(InstrumentIndex instrument) => Runtime.HasBook(instrument);

    /// <summary>The order book of an instrument as it is known now: never what has happened at the venue and has not reached us.</summary>
    /// <exception cref="InvalidOperationException">The session has no order-book data of it; see <see cref="HasBook"/>.</exception>
    protected OrderBook Book(InstrumentIndex instrument) => Runtime.Book(instrument);

    /// <summary>The interval of the incoming bars of an instrument.</summary>
    protected Interval IntervalOf(InstrumentIndex instrument) => Runtime.IntervalOf(instrument);

    /// <summary>When the last bar of an instrument closed; <see cref="Instant.MinValue"/> before the first.</summary>
    protected Instant LastCloseTime(InstrumentIndex instrument) => Runtime.LastCloseTime(instrument);

    /// <summary>What this strategy holds of an instrument at the last price, as a fraction of its part of the account's equity; negative when short.</summary>
    protected double WeightOf(InstrumentIndex instrument) => Runtime.WeightOf(instrument);

    /// <summary>What a signed quantity comes to at the last price, as a fraction of this strategy's part of the account's equity.</summary>
    protected double WeightOf(InstrumentIndex instrument, Quantity quantity) => Runtime.WeightOf(instrument, quantity);

    /// <summary>A quantity rounded down to the instrument's step, or to 8 decimals where no step is known.</summary>
    protected Quantity RoundedDown(InstrumentIndex instrument, decimal quantity) => Runtime.RoundedDown(instrument, quantity);

    /// <summary>The signed quantity that <see cref="SetTargetWeight"/> would bring the position to; zero while no price is known or where it is less than a step.</summary>
    protected Quantity QuantityOf(InstrumentIndex instrument, double weight) => Runtime.QuantityOf(instrument, weight);

    /// <summary>Brings the position to a share of the strategy's part of the account's equity at the last price, rounded down to the step; see <see cref="SetTarget"/>.</summary>
    protected Order? SetTargetWeight(InstrumentIndex instrument, double weight, string? tag = null) => Runtime.SetTargetWeight(instrument, weight, tag);

    /// <summary>One of the two positions that it holds of an instrument in hedge mode.</summary>
    protected Position Position(InstrumentIndex instrument, PositionSide side) => Runtime.Position(instrument, side);

    /// <summary>The open trade in an instrument; null when flat, or when none of the hooks that manage trades is overridden.</summary>
    protected OpenTrade? Trade(InstrumentIndex instrument) => Runtime.Trades?.Find(instrument);

    /// <summary>The working orders of this strategy in an instrument.</summary>
    protected IEnumerable<Order> WorkingOrders(InstrumentIndex instrument) => Runtime.WorkingOrders(instrument);

    /// <summary>What market orders under way, exits of brackets aside, will add to the position once they have filled; negative where they sell.</summary>
    protected Quantity UnderWay(InstrumentIndex instrument) => Runtime.UnderWay(instrument);

    /// <summary>Whether a market order is under way that closes what is held, in whole or in part: it has been sent and has not filled yet.</summary>
    protected bool IsLeaving(InstrumentIndex instrument) => Runtime.IsLeaving(instrument);

    /// <summary>The last known value of a named series, or null; never a value that was not yet known.</summary>
    protected Observation? LastObservation(string name) => Runtime.LastObservation(name);

    /// <summary>
    /// Brings the position to a quantity (negative for short) with one market order for the difference, market orders under way
    /// included. A target of zero also cancels the strategy's other working orders in the instrument.
    /// </summary>
    protected Order? SetTarget(InstrumentIndex instrument, Quantity target, string? tag = null) => Runtime.SetTarget(instrument, target, tag);

    /// <summary>Sends an order. The result tells at once when it was denied by the risk gate.</summary>
    protected Order Submit(in OrderTerms terms) => Runtime.Submit(terms);

    /// <summary>Sends an entry together with a stop and a target that become active when it fills and cancel each other.</summary>
    protected Bracket SubmitBracket(in OrderTerms entry, Price? stopLoss, Price? takeProfit) => Runtime.SubmitBracket(entry, stopLoss, takeProfit);

    /// <summary>A number for orders that cancel each other when one fills.</summary>
    protected int NewOrderGroup() => Runtime.NewOrderGroup();

    protected Order Buy(InstrumentIndex instrument, Quantity quantity, string? tag = null) =>
        Submit(new OrderTerms(instrument, Side.Buy, quantity) { Tag = tag });

    protected Order Sell(InstrumentIndex instrument, Quantity quantity, string? tag = null) =>
        Submit(new OrderTerms(instrument, Side.Sell, quantity) { Tag = tag });

    protected void Cancel(Order order) => Runtime.Cancel(order);

    /// <summary>What the account of an instrument holds of an asset, all strategies together.</summary>
    protected decimal BalanceOf(InstrumentIndex instrument, string asset) => Runtime.BalanceOf(instrument, asset);

    /// <summary>The rate that checks before an order assume for taking on the account of an instrument, a fraction: the dearest that may apply there.</summary>
    protected decimal TakerFeeOf(InstrumentIndex instrument) => Runtime.TakerFeeOf(instrument);

    /// <summary>How many times its equity all positions of an instrument's account together may be worth.</summary>
    protected decimal LeverageOf(InstrumentIndex instrument) => Runtime.LeverageOf(instrument);

    /// <summary>The rate that checks before an order assume for giving liquidity on the account of an instrument, a fraction: the dearest that may apply there.</summary>
    protected decimal MakerFeeOf(InstrumentIndex instrument) => Runtime.MakerFeeOf(instrument);

    /// <summary>
    /// Moves an asset from the account of one instrument's venue to that of another's. What comes of it is told to <see cref="OnLedger"/>: it left
    /// and is in transit, it arrived, or it was refused. Positions stay as they are: what was bought there can now be sold here.
    /// </summary>
    /// <param name="asset">What is moved.</param>
    /// <param name="quantity">What leaves the account; the venue's fee is kept of it.</param>
    /// <param name="from">An instrument of the account that it leaves.</param>
    /// <param name="to">An instrument of the account that it goes to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is not positive.</exception>
    protected void Transfer(string asset, Quantity quantity, InstrumentIndex from, InstrumentIndex to) => Runtime.Transfer(asset, quantity, from, to);

    /// <summary>Changes a working order; the venue's answer comes as an order event.</summary>
    protected void Amend(Order order, Amendment change) => Runtime.Amend(order, change);

    /// <summary>Asks for <see cref="OnTimer"/> at a moment, and again every so often when <paramref name="every"/> is given.</summary>
    protected void SetTimer(string name, Instant due, Duration every = default) => Runtime.SetTimer(name, due, every);

    /// <summary>Asks for <see cref="OnTimer"/> each day at a time of day, on some days of the week only if wanted.</summary>
    protected void SetDaily(string name, TimeOfDay time, Weekdays days = Weekdays.All) => Runtime.SetDaily(name, time, days);

    protected void CancelTimer(string name) => Runtime.CancelTimer(name);
}
