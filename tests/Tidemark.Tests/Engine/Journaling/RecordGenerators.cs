using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Interval = Tidemark.Domain.Interval;

namespace Tidemark.Tests.Engine.Journaling;

/// <summary>Random values of everything that a journal record can hold, extremes included.</summary>
internal static class RecordGenerators
{
    public static readonly Gen<long> Longs = Gen.OneOf(Random<long>(), Gen.Elements(long.MinValue, long.MaxValue, 0L, -1L));
    public static readonly Gen<int> Ints = Gen.OneOf(Random<int>(), Gen.Elements(int.MinValue, int.MaxValue, -1));
    public static readonly Gen<double> Doubles = Gen.OneOf(Random<double>(), Gen.Elements(double.NaN, -0.0, double.MaxValue, double.NegativeInfinity, double.Epsilon));
    public static readonly Gen<decimal> Decimals = Gen.OneOf(Random<decimal>(), Gen.Elements(decimal.MaxValue, decimal.MinValue, 0m, 0.0000000000000000000000000001m));
    public static readonly Gen<string> Texts = Gen.OneOf(Random<NonNull<string>>().Select(text => Valid(text.Get)), Gen.Elements("", "entry", "Ω→🙂", new string('x', 5_000)));
    public static readonly Gen<Instant> Instants = Longs.Select(value => new Instant(value));
    public static readonly Gen<bool> Booleans = Gen.Elements(true, false);

    public static readonly Gen<Amendment> Amendments =
        from quantity in Optional(Decimals)
        from limit in Optional(Decimals)
        from stop in Optional(Decimals)
        select new Amendment(quantity is { } q ? new Quantity(q) : null, limit is { } l ? new Price(l) : null, stop is { } s ? new Price(s) : null);

    public static readonly Gen<Fill> Fills =
        from order in Ints
        from instrument in Ints
        from side in OneOf<Side>()
        from time in Instants
        from price in Decimals
        from quantity in Decimals
        from fee in Decimals
        from asset in Texts
        from role in OneOf<LiquidityRole>()
        from trade in Texts
        from account in Ints
        from strategy in Ints
        from tag in Texts
        from positionSide in OneOf<PositionSide>()
        from unslipped in Doubles
        select new Fill
        {
            Order = new OrderId(order),
            Instrument = new InstrumentIndex(instrument),
            Side = side,
            Time = time,
            Price = new Price(price),
            Quantity = new Quantity(quantity),
            Fee = fee,
            FeeAsset = asset,
            Role = role,
            TradeId = new TradeId(trade),
            Account = account,
            Strategy = strategy,
            Tag = tag,
            PositionSide = positionSide,
            PriceBeforeSlippage = unslipped,
        };

    public static readonly Gen<OrderOptions> Options =
        from expiresAt in Optional(Instants)
        from postOnly in Booleans
        from displayed in Optional(Decimals)
        from leavesAt in Optional(Instants)
        from trail in (from kind in OneOf<TrailingKind>()
                       from value in Decimals
                       from period in Ints
                       from activation in Optional(Decimals)
                       select new TrailingOffset(kind, value) { Period = period, ActivationPrice = activation is { } a ? new Price(a) : null }).OrNull()
        from timeout in (from after in Longs from action in OneOf<TimeoutAction>() from times in Ints select new OrderTimeout(new Duration(after), action, times)).OrNull()
        from positionSide in OneOf<PositionSide>()
        select new OrderOptions
        {
            ExpiresAt = expiresAt,
            PostOnly = postOnly,
            DisplayedQuantity = displayed is { } d ? new Quantity(d) : null,
            LeavesAt = leavesAt,
            Trail = trail,
            Timeout = timeout,
            PositionSide = positionSide,
        };

    public static readonly Gen<OrderReport> Reports =
        from status in OneOf<OrderStatus>()
        from reason in OneOf<OrderReason>()
        from terms in Amendments
        from fills in Fills.ArrayOf(2)
        select new OrderReport(status, reason, terms, [.. fills]);

    public static readonly Gen<OrderRequest> Requests =
        from id in Ints
        from instrument in Ints
        from side in OneOf<Side>()
        from type in OneOf<OrderType>()
        from quantity in Decimals
        from limit in Optional(Decimals)
        from stop in Optional(Decimals)
        from force in OneOf<TimeInForce>()
        from reduceOnly in Booleans
        from account in Ints
        from strategy in Ints
        from intent in Longs
        from slice in Ints
        from parent in Ints
        from ocoGroup in Ints
        from tag in Texts
        from createdAt in Instants
        from options in Options.OrNull()
        select new OrderRequest
        {
            Id = new OrderId(id),
            Instrument = new InstrumentIndex(instrument),
            Side = side,
            Type = type,
            Quantity = new Quantity(quantity),
            LimitPrice = limit is { } l ? new Price(l) : null,
            StopPrice = stop is { } s ? new Price(s) : null,
            TimeInForce = force,
            ReduceOnly = reduceOnly,
            Account = account,
            Strategy = strategy,
            Intent = intent,
            Slice = slice,
            Parent = new OrderId(parent),
            OcoGroup = ocoGroup,
            Tag = tag,
            CreatedAt = createdAt,
            Options = options,
        };

    public static readonly Gen<OrderEvent> OrderEvents =
        from kind in OneOf<OrderEventKind>()
        from order in Ints
        from time in Instants
        from reason in OneOf<OrderReason>()
        from cumulative in Decimals
        from fill in Fills.OrNull()
        from amendment in Amendments.OrNull()
        from name in Texts.OrNull()
        from revision in Gen.Choose(0, 3)
        from report in Reports.OrNull()
        select new OrderEvent
        {
            Kind = kind,
            Order = new OrderId(order),
            Time = time,
            Reason = reason,
            CumulativeQuantity = new Quantity(cumulative),
            Fill = fill,
            Amendment = amendment,
            VenueOrderId = name,
            Revision = revision,
            Report = report,
        };

    public static readonly Gen<RoundTrip> RoundTrips =
        from instrument in Ints
        from side in OneOf<PositionSide>()
        from entry in Instants
        from exit in Instants
        from prices in Decimals.ArrayOf(5)
        from mae in Doubles
        from mfe in Doubles
        from bars in Ints
        from tag in Texts
        from reason in Texts
        from strategy in Ints
        select new RoundTrip
        {
            Instrument = new InstrumentIndex(instrument),
            Side = side,
            EntryTime = entry,
            ExitTime = exit,
            EntryPrice = new Price(prices[0]),
            ExitPrice = new Price(prices[1]),
            Quantity = new Quantity(prices[2]),
            Pnl = prices[3],
            Fees = prices[4],
            Mae = mae,
            Mfe = mfe,
            Bars = bars,
            EntryTag = tag,
            ExitReason = reason,
            Strategy = strategy,
        };

    public static readonly Gen<ImmutableArray<NamedText>> NamedTexts =
        Gen.Choose(0, 4).SelectMany(count => (from name in Texts from text in Texts select new NamedText(name, text)).ArrayOf(count)).Select(array => array.ToImmutableArray());

    public static readonly Gen<SessionStartedRecord> Sessions =
        from setup in Setups()
        from seed in Random<ulong>()
        from build in Texts
        from settings in NamedTexts
        from strategies in (from name in Texts from parameters in NamedTexts select new StrategyDescription(name, parameters)).ArrayOf(2)
        select new SessionStartedRecord { Setup = setup, Strategies = [.. strategies], Settings = settings, Seed = seed, Build = build };

    public static Gen<EngineEvent> Event(EngineEventKind kind) =>
        from instrument in Ints.Select(value => new InstrumentIndex(value))
        from sequence in Longs
        from time in Instants
        from receivedAt in Instants
        from values in Doubles.ArrayOf(5)
        from number in Longs
        from flag in Booleans
        from side in OneOf<Side>()
        from text in Texts
        from reason in Texts
        from orderEvent in OrderEvents
        from command in OneOf<EngineCommandKind>()
        from direction in OneOf<PositionSide>()
        from change in OneOf<ModelChangeKind>()
        select kind switch
        {
            EngineEventKind.Bar => EngineEvent.ForBar(instrument, new Bar(new Instant(number), values[0], values[1], values[2], values[3], values[4]), time, receivedAt, flag, sequence),
            EngineEventKind.Trade => EngineEvent.ForTrade(instrument, new Trade(time, values[0], values[1], flag ? side : null, number), receivedAt, sequence),
            EngineEventKind.Quote => EngineEvent.ForQuote(instrument, new Quote(time, values[0], values[1], values[2], values[3]), receivedAt, sequence),
            EngineEventKind.BookDelta => EngineEvent.ForBookDelta(instrument, new BookDelta(time, side, values[0], values[1], number, flag), receivedAt, sequence),
            EngineEventKind.Funding => EngineEvent.ForFunding(instrument, new FundingRate(time, values[0], values[1]), receivedAt, sequence),
            EngineEventKind.Observation => EngineEvent.ForObservation(new Observation(text, values[0], time, new Instant(number)), receivedAt, sequence),
            EngineEventKind.Signal => EngineEvent.ForSignal(new Signal(new SignalSource(text), instrument, direction, values[0], values[1], new Duration(number), time, new ReasonId(reason)), receivedAt, sequence),
            EngineEventKind.Order => EngineEvent.ForOrder(instrument, orderEvent, receivedAt, sequence),
            EngineEventKind.Ledger => EngineEvent.ForLedger(new LedgerEntry { Kind = LedgerKind.Funding, Time = time, Account = 1, Instrument = instrument, Asset = text, Amount = -0.5m, Basis = 2.25m, Rate = values[0], Price = values[1], Fill = orderEvent.Fill }, receivedAt, sequence),
            EngineEventKind.TimeAdvanced => EngineEvent.ForTime(time, sequence),
            EngineEventKind.InstantClosed => EngineEvent.ForInstantClosed(time, receivedAt, sequence),
            EngineEventKind.ModelChange => EngineEvent.ForModelChange(new ModelChange(text, change, reason, text), receivedAt, sequence),
            EngineEventKind.Command => EngineEvent.ForCommand(new EngineCommand(command, text), receivedAt, sequence),
            _ => throw new InvalidOperationException($"no generator for {kind}"),
        };

    public static Gen<T> OneOf<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    private static Gen<T> Random<T>() => ArbMap.Default.GeneratorFor<T>();

    private static Gen<T?> Optional<T>(Gen<T> source) where T : struct => Gen.OneOf(source.Select(value => (T?)value), Gen.Constant((T?)null));

    /// <summary>Lone surrogates are not text; UTF-8 cannot carry them.</summary>
    private static string Valid(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static Gen<SessionSetup> Setups() =>
        from journal in Random<ulong>()
        from start in Instants
        from sizing in Decimals
        from limits in Optional(Decimals)
        from orders in Optional(Ints)
        from balance in Decimals
        from fee in Decimals
        from kept in Ints
        from step in Gen.Elements(0.001m, 1m)
        from listed in Gen.Elements<long?>(null, 5L)
        select new SessionSetup
        {
            JournalId = new UInt128(journal, ~journal),
            Currency = "USDT",
            TradingStart = start,
            Sizing = new SizingRule(SizingKind.Stake, sizing),
            Limits = new RiskLimits(limits, null, orders),
            ClosedOrdersKept = kept,
            Instruments =
            [
                new Instrument(InstrumentId.Parse("BTC/USDT@binance"), [new TradingRules(new Instant(1), step, step, null, 5m), new TradingRules(new Instant(2), null, step, 1m, null)],
                    listed is { } at ? new Instant(at) : null),
                new Instrument(InstrumentId.Parse("BTC/USD:BTC-241227-60000-C@deribit")),
            ],
            BaseIntervals = [Interval.Minutes(1), new Interval(1, IntervalUnit.Month)],
            Accounts = [new AccountSetup(new AccountId("main"), "binance", AccountKind.Margin, [new Money(balance, "USDT"), new Money(0m, "BTC")], new FeeRates(fee, 0.001m), FundsPolicy.InitialMargin, 3m)],
        };
}
