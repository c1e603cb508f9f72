using System.Globalization;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Books;

namespace Tidemark.Tests.Simulation.Books;

/// <summary>A recorded order book small enough to work out by hand: prices and quantities are whole numbers, times milliseconds. Every message is received one millisecond after it happened.</summary>
internal sealed class BookScenario
{
    public const long FeedLatency = 1;
    public static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    private readonly List<(long Time, BookMessageKind Kind, long Id, (long, long)[] Bids, (long, long)[] Asks)> messages = [];
    private readonly List<(long Time, Action<Script> Do)> actions = [];
    private long lastId;

    public string Queue { get; init; } = QueueModels.Default;

    public ILatencyModel? Latency { get; init; }

    public FeeSchedule Fees { get; init; } = FeePresets.Flat(0m);

    public decimal Cash { get; init; } = 1_000_000m;

    public decimal Leverage { get; init; } = 1m;

    public string Name { get; init; } = "BTC/USDT@test";

    public FundsPolicy Funds { get; init; } = FundsPolicy.InitialMargin;

    public Func<Strategy>? Other { get; init; }

    public Script Strategy { get; private set; } = null!;

    public int Count => messages.Count;

    public BookScenario Snapshot(long time, (long, long)[] bids, (long, long)[] asks) => Add(time, BookMessageKind.Snapshot, bids, asks);

    public BookScenario Bid(long time, params (long, long)[] levels) => Add(time, BookMessageKind.Update, levels, []);

    public BookScenario Ask(long time, params (long, long)[] levels) => Add(time, BookMessageKind.Update, [], levels);

    public BookScenario Quote(long time, (long, long) bid, (long, long) ask) => Add(time, BookMessageKind.Quote, [bid], [ask]);

    public BookScenario Gap(long time) => Add(time, BookMessageKind.Gap, [], []);

    /// <summary>Someone who takes: a sell meets bids.</summary>
    public BookScenario Trade(long time, Side taker, long price, long quantity) =>
        Add(time, taker == Side.Buy ? BookMessageKind.BuyTrade : BookMessageKind.SellTrade, taker == Side.Sell ? [(price, quantity)] : [], taker == Side.Buy ? [(price, quantity)] : []);

    /// <summary>What the strategy does at a moment of its own time.</summary>
    public BookScenario Do(long time, Action<Script> what)
    {
        actions.Add((time, what));
        return this;
    }

    public BookColumns Columns(int? count = null)
    {
        var taken = messages.Take(count ?? messages.Count).ToList();
        var (bidStarts, askStarts, ticks, lots) = (new List<long> { 0 }, new List<long>(), new List<long>(), new List<long>());
        foreach (var message in taken)
        {
            AddLevels(message.Bids);
            askStarts.Add(ticks.Count);
            AddLevels(message.Asks);
            bidStarts.Add(ticks.Count);
        }
        void AddLevels((long Price, long Quantity)[] levels)
        {
            ticks.AddRange(levels.Select(level => level.Price));
            lots.AddRange(levels.Select(level => level.Quantity));
        }

        long[] Times(long delay) => [.. taken.Select(message => Moment(message.Time + delay).Nanoseconds)];
        return new BookColumns(new BookScale(1m, 1m), Times(FeedLatency), Times(0), taken.Select(message => message.Id).ToArray(), taken.Select(message => (byte)message.Kind).ToArray(),
            bidStarts.ToArray(), askStarts.ToArray(), Enumerable.Range(0, taken.Count).Select(index => (long)index).ToArray(), ticks.ToArray(), lots.ToArray());
    }

    public BacktestResult Run(int? count = null)
    {
        Strategy = new Script(actions);
        return Backtest.Run(PlanOf(Columns(count)));
    }

    /// <summary>The bytes that a run of so many messages allocates.</summary>
    public long AllocatedBy(int count)
    {
        var columns = Columns(count);
        Strategy = new Script(actions);
        Backtest.Run(PlanOf(columns));
        return Allocated.By(() => Backtest.Run(PlanOf(columns)));
    }

    private BacktestPlan PlanOf(BookColumns columns)
    {
        var interval = Interval.Parse("1s");
        var bars = RecordedBars.Of(columns, interval);
        return new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse(Name))],
                BaseIntervals = [interval],
                Accounts = [new AccountSetup(new AccountId("main"), "test", Funds == FundsPolicy.OwnedAssets ? AccountKind.Spot : AccountKind.Margin, [new Money(Cash, "USDT")], Fees.Rates, Funds, Leverage)],
                Currency = "USDT",
                BookScales = [columns.Scale],
            },
            Venue = new VenueOptions(new BookFillModel(QueueModels.Parse(Queue)), new NoSlippage(), Fees) { Latency = Latency },
            Bars = [bars],
            Books = [columns],
            Strategies = [Other?.Invoke() ?? Strategy],
        };
    }

    /// <summary>The fills as one line each: <c>20 buy 2@100 maker</c>.</summary>
    public string[] Fills(int? count = null) => [.. Run(count).Fills.Select(TextOf)];

    public static string TextOf(Fill fill) => string.Create(CultureInfo.InvariantCulture,
        $"{MillisecondOf(fill.Time)} {(fill.Side == Side.Buy ? "buy" : "sell")} {fill.Quantity}@{fill.Price} {(fill.Role == LiquidityRole.Maker ? "maker" : "taker")}");

    public static long MillisecondOf(Instant time) => (time - Start).Nanoseconds / Instant.NanosecondsPerMillisecond;

    public static Instant Moment(long millisecond) => Start + Duration.FromMilliseconds(millisecond);

    private BookScenario Add(long time, BookMessageKind kind, (long, long)[] bids, (long, long)[] asks)
    {
        messages.Add((time, kind, ++lastId, bids, asks));
        return this;
    }

    /// <summary>Does what the scenario says at its times, and notes every order event with the moment at which it was heard.</summary>
    internal sealed class Script(List<(long Time, Action<Script> Do)> actions) : Strategy
    {
        public List<string> Events { get; } = [];

        public List<string> Seen { get; } = [];

        public Order? Last { get; private set; }

        public override bool NeedsShorting => true;

        public Order Send(Side side, decimal quantity, decimal? limit = null, TimeInForce timeInForce = TimeInForce.Gtc, OrderOptions? options = null, bool reduceOnly = false, OrderType? type = null, decimal? stop = null) =>
            Last = Submit(new OrderTerms(default, side, new Quantity(quantity))
            {
                Type = type ?? (limit is null ? OrderType.Market : OrderType.Limit),
                LimitPrice = limit is { } price ? new Price(price) : null,
                StopPrice = stop is { } trigger ? new Price(trigger) : null,
                TimeInForce = timeInForce,
                Options = options,
                ReduceOnly = reduceOnly,
            });

        public void Change(Amendment change) => Amend(Last!, change);

        public void TakeBack() => Cancel(Last!);

        public void Bracketed(Side side, decimal quantity, decimal limit, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, side, new Quantity(quantity)) { Type = OrderType.Limit, LimitPrice = new Price(limit) }, new Price(stop), new Price(target));

        protected internal override void OnStart()
        {
            for (var index = 0; index < actions.Count; index++) SetTimer(index.ToString(CultureInfo.InvariantCulture), Moment(actions[index].Time));
        }

        protected internal override void OnTimer(string name) => actions[int.Parse(name, CultureInfo.InvariantCulture)].Do(this);

        protected internal override void OnQuote(InstrumentIndex instrument, in Quote quote) =>
            Seen.Add(string.Create(CultureInfo.InvariantCulture, $"{MillisecondOf(Now)} {quote.Bid} {quote.Ask}"));

        protected internal override void OnOrder(Order order, OrderEvent orderEvent) =>
            Events.Add(string.Create(CultureInfo.InvariantCulture, $"{MillisecondOf(Now)} {orderEvent.Kind}{(orderEvent.Reason == OrderReason.None ? "" : $" {orderEvent.Reason}")}"));
    }
}
