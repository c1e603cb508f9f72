using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Interest;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation;

/// <summary>A backtest small enough to work out by hand: a few minute bars, and what to do at the close of each.</summary>
internal sealed class Scenario
{
    public static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    private readonly List<Bar> bars = [];
    private int absent;
    private readonly Dictionary<int, Action<Script>> actions = [];

    public decimal Cash { get; init; } = 10_000m;

    public Money[] MoreBalances { get; init; } = [];

    public FundsPolicy Funds { get; init; } = FundsPolicy.OwnedAssets;

    public decimal Leverage { get; init; } = 1m;

    public IFillModel Fills { get; init; } = new NextOpenFillModel();

    public ISlippageModel Slippage { get; init; } = new NoSlippage();

    public FeeSchedule Fees { get; init; } = FeePresets.Flat(0m);

    /// <summary>What the venue does itself.</summary>
    public VenueFeatures Native { get; init; } = VenueFeatures.All;

    /// <summary>Has the strategy track an average true range of this period.</summary>
    public int AverageRange { get; init; }

    /// <summary>Runs in the place of the script.</summary>
    public Strategy? Other { get; init; }

    public IEngineRecorder? Recorder { get; init; }

    public PositionMode PositionMode { get; init; }

    public RiskLimits Limits { get; init; } = RiskLimits.None;

    public ILatencyModel? Latency { get; init; }

    public MarginRules Margin { get; init; } = MarginRules.Default;

    public BorrowInterest? Interest { get; init; }

    public FundingRate[] Funding { get; init; } = [];

    public string Name { get; init; } = "BTC/USDT@test";

    public string Currency { get; init; } = "USDT";

    public Instant From { get; init; } = Start;

    public Interval Interval { get; init; } = Interval.Minutes(1);

    public TradingRules? Rules { get; init; }

    /// <summary>Rules that hold from later moments on.</summary>
    public TradingRules[] LaterRules { get; init; } = [];

    public Script Strategy { get; private set; } = null!;

    /// <summary>Adds a bar; <paramref name="then"/> is done at its close.</summary>
    public Scenario Bar(double open, double high, double low, double close, double volume = 1_000, Action<Script>? then = null)
    {
        if (then is not null) actions[bars.Count] = then;
        bars.Add(global::Tidemark.Domain.Bar.Create(TimeOf(bars.Count + absent), open, high, low, close, volume));
        return this;
    }

    /// <summary>Leaves out bars.</summary>
    public Scenario Gap(int count)
    {
        absent += count;
        return this;
    }

    /// <summary>The moment so many minutes (and seconds) after the first bar's open.</summary>
    public static Instant At(int minute, int second = 0) => Start + Duration.FromSeconds(60 * minute + second);

    /// <summary>A bar whose four prices are the same.</summary>
    public Scenario Flat(double price, double volume = 1_000, Action<Script>? then = null) => Bar(price, price, price, price, volume, then);

    public BacktestResult Run()
    {
        Strategy = new Script(actions) { AverageRange = AverageRange };
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse(Name), [.. Rules is null ? [] : new[] { Rules }, .. LaterRules])],
                BaseIntervals = [Interval],
                Accounts = [new AccountSetup(new AccountId("main"), InstrumentId.Parse(Name).Venue, Funds == FundsPolicy.OwnedAssets ? AccountKind.Spot : AccountKind.Margin, [new Money(Cash, InstrumentId.Parse(Name).Money), .. MoreBalances], Fees.Rates, Funds, Leverage) { PositionMode = PositionMode }],
                Currency = Currency,
                Limits = Limits,
            },
            Venue = new VenueOptions(Fills, Slippage, Fees) { Latency = Latency, Margin = Margin, Interest = Interest, Capabilities = new VenueCapabilities(Native) },
            Bars = [BarColumns.FromBars(Interval, bars)],
            Strategies = [Other ?? Strategy],
            Recorder = Recorder,
            Funding = [.. Funding.Select(rate => (default(InstrumentIndex), rate))],
        });
    }

    private Instant TimeOf(int bar) => new(From.Nanoseconds + bar * Interval.ApproximateNanoseconds);

    /// <summary>The minute of a fill, counted from the first bar.</summary>
    public static int MinuteOf(Fill fill) => (int)((fill.Time - Start).Nanoseconds / Duration.NanosecondsPerMinute);

    /// <summary>Does what the scenario says and notes every order event.</summary>
    internal sealed class Script(Dictionary<int, Action<Script>> actions) : Strategy
    {
        private int index;

        public List<string> Events { get; } = [];

        public Dictionary<string, Order> Orders { get; } = [];

        public int AverageRange { get; init; }

        public override bool NeedsShorting => true;

        protected internal override void OnStart()
        {
            if (AverageRange > 0) Atr(AverageRange);
        }

        public Quantity LegOf(PositionSide side) => Position(default, side).Quantity;

        public List<LedgerEntry> Ledger { get; } = [];

        public Price AveragePrice => Position(default).AveragePrice;

        protected internal override void OnLedger(LedgerEntry entry) => Ledger.Add(entry);

        public Quantity Held => Position(default).Quantity;

        protected internal override void OnBar(in BarClosed bar)
        {
            if (actions.TryGetValue(index++, out var action)) action(this);
        }

        protected internal override void OnOrder(Order order, OrderEvent orderEvent) => Events.Add($"{order.Tag} {orderEvent.Kind}{(orderEvent.Reason == OrderReason.None ? "" : " " + orderEvent.Reason)}");

        public void Market(Side side, decimal quantity, string tag, TimeInForce timeInForce = TimeInForce.Gtc, bool reduceOnly = false) =>
            Orders[tag] = Submit(new OrderTerms(default, side, new Quantity(quantity)) { Tag = tag, TimeInForce = timeInForce, ReduceOnly = reduceOnly });

        public void Limit(Side side, decimal quantity, decimal price, string tag, TimeInForce timeInForce = TimeInForce.Gtc) =>
            Orders[tag] = Submit(new OrderTerms(default, side, new Quantity(quantity)) { Type = OrderType.Limit, LimitPrice = new Price(price), Tag = tag, TimeInForce = timeInForce });

        public void Stop(Side side, decimal quantity, decimal price, string tag) =>
            Orders[tag] = Submit(new OrderTerms(default, side, new Quantity(quantity)) { Type = OrderType.Stop, StopPrice = new Price(price), Tag = tag });

        /// <summary>Any order: <paramref name="more"/> adds what the plain ones lack.</summary>
        public void Order(string tag, Side side, decimal quantity, OrderType type, decimal? limit = null, decimal? stop = null, OrderOptions? options = null,
            Func<OrderTerms, OrderTerms>? more = null)
        {
            var terms = new OrderTerms(default, side, new Quantity(quantity))
            {
                Type = type,
                LimitPrice = limit is { } l ? new Price(l) : null,
                StopPrice = stop is { } s ? new Price(s) : null,
                TimeInForce = options?.ExpiresAt is null ? TimeInForce.Gtc : TimeInForce.Gtd,
                Options = options,
                Tag = tag,
            };
            Orders[tag] = Submit(more is null ? terms : more(terms));
        }

        public int NewGroup() => NewOrderGroup();

        public void Bracket(Side side, decimal quantity, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, side, new Quantity(quantity)) { Tag = "entry" }, new Price(stop), new Price(target));

        public void LimitBracket(Side side, decimal quantity, decimal price, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, side, new Quantity(quantity)) { Type = OrderType.Limit, LimitPrice = new Price(price), Tag = "entry" }, new Price(stop), new Price(target));

        public void StopBracket(Side side, decimal quantity, decimal price, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, side, new Quantity(quantity)) { Type = OrderType.Stop, StopPrice = new Price(price), Tag = "entry" }, new Price(stop), new Price(target));

        public void ScheduledBracket(Instant at, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, Side.Buy, new Quantity(1m)) { Tag = "entry", Options = new OrderOptions { LeavesAt = at } }, new Price(stop), new Price(target));

        public void StopLimitBracket(decimal trigger, decimal limit, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, Side.Buy, new Quantity(1m)) { Type = OrderType.StopLimit, StopPrice = new Price(trigger), LimitPrice = new Price(limit), Tag = "entry" }, new Price(stop), new Price(target));

        public void IcebergBracket(decimal price, decimal quantity, decimal shown, decimal stop, decimal target) =>
            SubmitBracket(new OrderTerms(default, Side.Buy, new Quantity(quantity)) { Type = OrderType.Limit, LimitPrice = new Price(price), Tag = "entry", Options = new OrderOptions { DisplayedQuantity = new Quantity(shown) } }, new Price(stop), new Price(target));

        public void Target(decimal quantity) => SetTarget(default, new Quantity(quantity));

        public void Cancel(string tag) => Cancel(Orders[tag]);

        public void Amend(string tag, Amendment change) => Amend(Orders[tag], change);
    }
}
