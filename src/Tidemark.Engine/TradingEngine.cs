using System.Runtime.CompilerServices;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Engine.Markets;
using Tidemark.Engine.Orders;
using Tidemark.Engine.Orders.Running;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Risk;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Shadows;
using Tidemark.Engine.Sizing;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Engine.Time;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine;

/// <summary>
/// The core: takes one event at a time and does everything that follows from it before the next. It knows no venue, no wall clock
/// and no thread; the same events give the same orders, fills and equity wherever they come from. <c>docs/event-order.md</c> tells
/// the order in which things happen.
/// </summary>
public sealed partial class TradingEngine
{
    /// <summary>The tag of orders that close positions in instruments that are not traded any more.</summary>
    public const string DelistedTag = "delisted";

    /// <summary>A strategy that answers each of its order events with a new order would never end; this many in one event is a bug.</summary>
    private const int MaximumNoticesPerEvent = 100_000;

    private readonly SessionSetup setup;
    private readonly IEngineRecorder recorder;
    private readonly Clock clock = new();
    private readonly TimerQueue timers;
    private readonly MarketState market;
    private readonly OrderRunner runner;
    private readonly OrderDesk desk;
    private readonly List<StrategyRuntime> strategies = [];
    private readonly InstantCloser closer;
    private readonly MarketCalls calls;
    private readonly EngineServices services;
    private readonly BookFeed books;
    private readonly TickFeed ticks;
    private readonly LongerBars longer;
    private readonly UniverseKeeper universe;
    private readonly ShadowSet shadows;
    private readonly QuietBars quiet;
    private readonly PredictionDesk predictions;
    private readonly Instant tradingStart;
    private Instant arriving = Instant.MinValue;
    private Instant? firstArrival;
    private bool isStarted;

    /// <param name="setup">What is traded, where, with what.</param>
    /// <param name="client">Where orders go.</param>
    /// <param name="recorder">Who hears what was decided and booked.</param>
    /// <param name="models">Where strategies find models; null where there are none.</param>
    /// <exception cref="BadInputException">The setup is incomplete, or an asset cannot be converted to the session's currency.</exception>
    public TradingEngine(SessionSetup setup, IExecutionClient client, IEngineRecorder recorder, IPredictorSource? models = null)
        : this(setup, client, recorder, clock => new PredictionDesk(models, clock, recorder))
    {
    }

    /// <summary>Of a shadow: it asks the models of the session that it runs beside.</summary>
    internal TradingEngine(SessionSetup setup, IExecutionClient client, IEngineRecorder recorder, Func<Clock, PredictionDesk> deskOf)
    {
        predictions = deskOf(clock);
        this.setup = setup.Validate();
        this.recorder = recorder;
        tradingStart = setup.TradingStart;
        var lull = new Lull();
        timers = new TimerQueue(lull);
        market = new MarketState(setup);
        Portfolio = new Portfolio(setup);
        Orders = new OrderLedger(setup.ClosedOrdersKept);
        var tradable = new TradableInstruments(setup);
        Risk = new RiskGate(setup, Portfolio.Book, Orders, tradable);
        runner = new OrderRunner(setup, clock, timers, market, client);
        desk = new OrderDesk(clock, Orders, Risk, Portfolio, client, recorder, runner, lull) { NewPriceOf = order => strategies[order.Request.Strategy].NewPriceOf(order) };
        runner.Attach(desk, Orders);
        shadows = new ShadowSet(this.setup, clock, predictions);
        calls = new MarketCalls(strategies, clock, tradingStart);
        ticks = new TickFeed(market, Portfolio, runner, calls);
        books = new BookFeed(setup, Portfolio, runner, calls);
        services = new EngineServices(market, Portfolio, Orders, desk, new UnitSizer(setup, Portfolio.Book, Orders, tradable), timers, tradable, shadows, books, lull, predictions);
        universe = new UniverseKeeper(setup, market, Portfolio, Orders, desk, tradable);
        closer = new InstantCloser(strategies);
        longer = new LongerBars(market, timers, closer, setup.Instruments.Length);
        quiet = new QuietBars(services, clock, recorder, closer, runner, universe, tradingStart);
    }

    public Clock Clock => clock;

    public Portfolio Portfolio { get; }

    public OrderLedger Orders { get; }

    public RiskGate Risk { get; }

    public SessionSetup Setup => setup;

    /// <summary>The names of the strategies by their dense number.</summary>
    public IReadOnlyList<StrategyId> Strategies => [.. StrategyNames.Unique([.. strategies.Select(runtime => runtime.Strategy.Name)]).Select(name => new StrategyId(name))];

    /// <summary>The longest warm-up of any indicator, in incoming bars; known after <see cref="Start"/>.</summary>
    public int WarmUpBars => Math.Max(market.WarmUpBars, shadows.WarmUpBars);

    /// <summary>The indicators that strategies have tracked so far, in the order in which they are fed; then those of their shadows.</summary>
    public IEnumerable<TrackedIndicator> TrackedIndicators => market.TrackedIndicators.Concat(shadows.TrackedIndicators);

    /// <summary>The models that strategies have asked for, those of their shadows included.</summary>
    public IReadOnlyList<Predictor> Predictors => predictions.Predictors;

    /// <summary>The quantity of one unit of an instrument now, by the session's sizing rule.</summary>
    internal Quantity UnitOf(InstrumentIndex instrument) => services.Sizer.UnitOf(instrument, clock.Now);

    /// <summary>Adds a strategy, subscribed to the incoming bars of every instrument. Only before <see cref="Start"/>.</summary>
    public void Add(Strategy strategy)
    {
        if (isStarted) throw new InvalidOperationException("strategies are added before the start");
        if (strategy.NeedsHedging && setup.Accounts.Any(account => account.PositionMode == PositionMode.OneWay))
            throw new BadInputException($"strategy {strategy.Name} holds long and short positions side by side, which its account does not");
        var runtime = new StrategyRuntime(strategies.Count, strategy, setup, clock, services);
        if (runtime.Hooks.ManagesTrades) runtime.Trades = new TradeKeeper(runtime, setup, recorder.StateSaved);
        strategies.Add(runtime);
        services.Sizer.Strategies = strategies.Count;
        Portfolio.AddStrategy();
        // Where there are several instruments, being told of an order also says which one is meant afterwards.
        desk.AddStrategy(runtime.Hooks.HearsOrders || runtime.Hooks.ManagesTrades || setup.Instruments.Length > 1);
        closer.AddStrategy(runtime.Hooks.HearsBarsClosed);
        for (var index = 0; index < setup.TradedCount; index++) market.Base(new InstrumentIndex(index)).Subscribe(runtime);
        strategy.Attach(runtime);
    }

    /// <summary>Starts the strategies: they create their indicators and subscriptions now.</summary>
    public void Start()
    {
        isStarted = true;
        SetUniverseTimer();
        foreach (var runtime in strategies) runtime.Start();
        TellStrategies();
    }

    /// <summary>Ends the strategies; their last orders still go out.</summary>
    public void Stop()
    {
        foreach (var runtime in strategies) runtime.Strategy.OnStop();
        TellStrategies();
        foreach (var state in StatesNow()) recorder.StateSaved(state);
    }

    /// <summary>Hands a strategy what an earlier session wrote down for it. Only before <see cref="Start"/>.</summary>
    /// <exception cref="InvalidOperationException">The engine has started.</exception>
    public void LoadState(StrategyState state)
    {
        if (isStarted) throw new InvalidOperationException("state is loaded before the start");
        strategies[state.Strategy].Strategy.LoadState(state.Values.ToDictionary(value => value.Name, value => value.Text, StringComparer.Ordinal));
    }

    /// <summary>Does everything that follows from a bar: the same as for an event of one, without the way through an event.</summary>
    // A method of its own also for the compiler: inlined into the loop over all bars its values would not find room in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Process(in BarArrival next)
    {
        Arrive(next.CloseTime, isBar: true);
        TakeBar(next);
        if (desk.HasNotices) TellStrategies();
    }

    /// <summary>Does the same for bars in a row while nothing else happens; see <see cref="QuietBars.Take"/>.</summary>
    internal int ProcessQuietly(ReadOnlySpan<Bar> bars, Duration length, Instant until) => quiet.Take(bars, length, until, this);

    /// <summary>Does everything that follows from a message of an order-book feed.</summary>
    public void Process(in BookArrival next)
    {
        Arrive(next.ReceivedAt, isBar: false);
        books.Take(next);
        if (desk.HasNotices) TellStrategies();
    }

    /// <summary>Does everything that follows from a venue's answer: the same as for an event of one, without the way through an event.</summary>
    /// <param name="answer">What the venue says.</param>
    /// <param name="arrival">When it reaches us.</param>
    public void Process(OrderEvent answer, Instant arrival)
    {
        Arrive(arrival, isBar: false);
        desk.Apply(answer);
        if (desk.HasNotices) TellStrategies();
    }

    /// <summary>Takes that a venue has accepted an order: the same as for an event of it, which is made only where someone hears of it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="arrival">When it was accepted and when that reaches us.</param>
    public void ProcessAcceptance(OrderId order, Instant arrival)
    {
        Arrive(arrival, isBar: false);
        if (!desk.TryAcceptQuietly(order, arrival)) desk.Apply(OrderEvent.Accepted(order, arrival));
        if (desk.HasNotices) TellStrategies();
    }

    /// <summary>Does everything that follows from one event.</summary>
    public void Process(in EngineEvent next)
    {
        Arrive(next.ReceivedAt, next.Kind == EngineEventKind.Bar);
        if (!shadows.IsEmpty) shadows.Take(next);
        switch (next.Kind)
        {
            case EngineEventKind.Bar: TakeBar(next); break;
            case EngineEventKind.Order: desk.Apply(next.AsOrder()); break;
            case EngineEventKind.Trade: ticks.TakeTrade(next); break;
            case EngineEventKind.Quote: ticks.TakeQuote(next); break;
            case EngineEventKind.BookDelta: books.Take(next.Instrument, next.AsBookDelta()); break;
            case EngineEventKind.Funding: calls.Funding(next); break;
            case EngineEventKind.Observation: TakeObservation(next.AsObservation()); break;
            case EngineEventKind.Signal: calls.Signal(next); break;
            case EngineEventKind.Command: TakeCommand(next.AsCommand()); break;
            case EngineEventKind.Ledger: TakeLedger(next.AsLedger()); break;
            case EngineEventKind.ModelChange: predictions.Take(next.AsModelChange()); break;
            case EngineEventKind.InstantClosed: CloseInstant(next.EventTime); break;
            case EngineEventKind.TimeAdvanced: FireTimersUntil(next.ReceivedAt); break;
            default: throw new InvalidOperationException($"unknown event kind {next.Kind}");
        }
        if (desk.HasNotices) TellStrategies();
    }

    /// <summary>Moves the time to an event, and does what is due before it.</summary>
    private void Arrive(Instant arrival, bool isBar)
    {
        arriving = arrival;
        if (timers.NextDue < arrival) FireTimersBefore(arrival);
        clock.AdvanceTo(arrival);
        if (universe.NextDue <= arrival) AdvanceUniverse(arrival, isBar);
    }

    private void TakeBar(in EngineEvent next)
    {
        var bar = next.AsBar();
        TakeBar(new BarArrival(next.Instrument, bar, next.EventTime, next.ClosesInstant));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeBar(in BarArrival next)
    {
        var instrument = next.Instrument;
        ref readonly var bar = ref next.Bar;
        var series = market.Base(instrument);
        series.Apply(bar);
        if (!shadows.IsEmpty) shadows.Take(next);
        Portfolio.Book.PriceChanged(instrument, bar.Close);
        Portfolio.MarkRange(instrument, bar.High, bar.Low);
        if (runner.IsBusy) runner.Meet(instrument, bar);
        if (series.Longer.Count > 0)
        {
            closer.Add(series);
            longer.Take(series, next.CloseTime);
        }
        else if (next.ClosesInstant && closer.IsEmpty)
        {
            // The usual case, one series alone: nothing to collect and to sort.
            FinishInstant(next.CloseTime, series);
            return;
        }
        else
        {
            closer.Add(series);
        }
        if (next.ClosesInstant) CloseInstant(next.CloseTime);
    }

    private void CloseInstant(Instant closeTime)
    {
        if (!closer.IsEmpty) FinishInstant(closeTime, null);
    }

    private void FinishInstant(Instant closeTime, BarSeries? only)
    {
        var isTrading = closeTime > tradingStart;
        universe.FindSilent(closeTime);
        if (only is null) closer.CallStrategies(closeTime, isTrading, this);
        else if (isTrading) closer.CallStrategies(only, closeTime, this);
        if (isTrading) recorder.InstantClosed(closeTime, Portfolio.Equity, Portfolio.IsInMarket);
        if (timers.NextDue <= closeTime) FireTimersUntil(closeTime);
    }

    private void TakeLedger(LedgerEntry entry)
    {
        if (entry.Fill is { } fill) desk.BookForced(fill);
        if (entry.Amount != 0m) Portfolio.Book.Transfer(entry.Account, entry.Asset, entry.Amount);
        var account = Portfolio.Book.Accounts[entry.Account];
        // Funding that nets to nothing is still paid from one strategy to another.
        recorder.LedgerBooked(entry, account, entry.Amount == 0m && entry.Kind != LedgerKind.Funding ? double.NaN : Portfolio.Book.RateOf(account.Setup.Venue, entry.Asset));
        calls.Ledger(entry);
    }

    private void TakeObservation(Observation observation)
    {
        market.Take(observation);
        calls.Observation(observation);
    }

    private void TakeCommand(EngineCommand command)
    {
        switch (command.Kind)
        {
            case EngineCommandKind.Pause: Risk.IsHalted = true; break;
            case EngineCommandKind.Resume: Risk.IsHalted = false; break;
            case EngineCommandKind.Flatten: Flatten(); break;
            default: throw new InvalidOperationException($"unknown command {command.Kind}");
        }
    }

    private void Flatten()
    {
        foreach (var order in Orders.Active.ToArray()) desk.Cancel(order);
        foreach (var position in Portfolio.AllPositions.Where(position => !position.IsFlat).ToArray())
            strategies[position.Strategy].Flatten(position, "flatten");
    }

    /// <summary>What each strategy would hand to a later session now; those that hand over nothing are left out.</summary>
    public IReadOnlyList<StrategyState> StatesNow() => [.. strategies.Select(runtime => runtime.StateNow()).OfType<StrategyState>()];

    /// <summary>Whether some strategy has something to hear.</summary>
    internal bool HasNotices => desk.HasNotices;

    /// <summary>Tells strategies about changes of their orders; what they do then may cause more.</summary>
    internal void TellStrategies()
    {
        for (var told = 0; desk.TryTakeNotice(out var notice); told++)
        {
            if (told == MaximumNoticesPerEvent) throw new InvalidOperationException($"strategy {Strategies[notice.Order.Request.Strategy]} answers its own order events without end");
            var runtime = strategies[notice.Order.Request.Strategy];
            runtime.CurrentInstrument = notice.Order.Instrument;
            if (notice.Fill is not null) runtime.TellOfFill(notice.Order, notice.Fill);
            runtime.Strategy.OnOrder(notice.Order, notice.OrderEvent);
        }
    }
}
