using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Engine.Universes;

namespace Tidemark.Tests.Storage.Journal;

/// <summary>One record of every kind with fixed content: what the committed samples of past formats hold.</summary>
internal static class FormatSample
{
    private static readonly InstrumentIndex Btc = new(0);
    private static readonly Instant Now = Instant.Parse("2024-03-01T12:00:00.000000001Z");

    private static readonly Fill Fill = new()
    {
        Order = new OrderId(7),
        Instrument = Btc,
        Side = Side.Sell,
        Time = Now,
        Price = new Price(61_234.5m),
        Quantity = new Quantity(0.015m),
        Fee = -0.0012m,
        FeeAsset = "USDT",
        Role = LiquidityRole.Maker,
        TradeId = new TradeId("t-1"),
        Account = 0,
        Strategy = 1,
        Tag = "entry",
    };

    public static SessionStartedRecord Session => new()
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@binance"), [new TradingRules(new Instant(5), 0.01m, 0.00001m, null, 5m)], Now), new Instrument(InstrumentId.Parse("BNB/USDT@binance"))],
            BaseIntervals = [Interval.Minutes(1), Interval.Minutes(1)],
            ConversionCount = 1,
            Accounts = [new AccountSetup(new AccountId("main"), "binance", AccountKind.Spot, [new Money(10_000m, "USDT")], new FeeRates(0.001m, 0.001m), FundsPolicy.OwnedAssets)],
            Currency = "USDT",
            JournalId = 42,
            Limits = new RiskLimits(MaximumOpenOrders: 3),
            Universe = new UniverseSchedule { Name = "one", From = Now, Refresh = Interval.Days(1), Silence = Interval.Days(3), Changes = [new UniverseChange(Now, [0], [])] },
        },
        Strategies = [new StrategyDescription("ma-cross", [new NamedText("fast", "10")])],
        Settings = [new NamedText("source", "generated")],
        Seed = 99,
        Build = "0.1.0",
    };

    /// <summary>Every record in order: header and payload, without what a version had no place for.</summary>
    public static IEnumerable<(RecordHeader Header, byte[] Payload)> Records(int version)
    {
        var writer = new PayloadWriter();
        yield return (SessionRecords.Encode(SessionOf(version), Now, writer), writer.Written.ToArray());
        foreach (var input in EventsOf(version)) yield return (EventRecords.Encode(input, writer), writer.Written.ToArray());
        var range = new MarketRangeRecord(Btc, Interval.Hours(1), Now, Now + Duration.FromSeconds(7_200), 2, "sha256:00ff");
        yield return (SessionRecords.Encode(range, writer), writer.Written.ToArray());
        if (version >= 7) yield return (SessionRecords.Encode(new FundingRatesRecord(Btc, [new FundingRate(Now, 0.0001, double.NaN), new FundingRate(Now, -0.0002, 61_000.5)]), writer), writer.Written.ToArray());
        if (version >= 12)
        {
            yield return (Opened.Encode(writer, Now), writer.Written.ToArray());
            yield return (new PredictionRecord(Btc, "next-hour", "3", 4, new string('a', 62) + "01", Now, [0.0025, double.NaN, 0.004]).Encode(writer), writer.Written.ToArray());
        }
        foreach (var (kind, write) in DerivedOf(version))
        {
            writer.Clear();
            write(writer);
            yield return (new RecordHeader(kind, RecordVersion.Of(kind), RecordOrigin.Engine, Now, Now), writer.Written.ToArray());
        }
        yield return (SessionRecords.EncodeStopped("asked for", Now, writer), writer.Written.ToArray());
    }

    private static PredictorOpenedRecord Opened => new("next-hour@3", new PredictionSchema
    {
        Model = "next-hour",
        Version = "3",
        Kind = PredictionKind.Value,
        FeatureSet = "return(1), rsi(14)",
        Features = ["return(1)", "rsi(14)"],
        State = ["position"],
        Window = 60,
        Outputs = ["value", "low", "high"],
        Horizon = 4,
        Interval = Interval.Hours(1),
        Scale = 0.0125,
    });

    private static IEnumerable<EngineEvent> EventsOf(int version)
    {
        var events = Events();
        if (version >= 3) events = events.Concat(EventsOfVersion3());
        if (version >= 7) events = events.Concat(EventsOfVersion7());
        if (version >= 8) events = events.Append(SlippedFill());
        return version >= 12 ? events.Append(EngineEvent.ForModelChange(new ModelChange("next-hour", ModelChangeKind.Replaced, "4", "log loss 0.681 against 0.684"), Now, 18)) : events;
    }

    private static IEnumerable<EngineEvent> Events() =>
    [
        EngineEvent.ForBar(Btc, new Bar(new Instant(60), 1.5, 2.5, 0.5, 2, 12.25), new Instant(120), Now, true, 1),
        EngineEvent.ForTrade(Btc, new Trade(Now, 100.25, 0.5, Side.Sell, 77), Now, 2),
        EngineEvent.ForQuote(Btc, new Quote(Now, 99.5, 1, 100.5, 2), Now, 3),
        EngineEvent.ForBookDelta(Btc, new BookDelta(Now, Side.Sell, 101, 0, 5, true), Now, 4),
        EngineEvent.ForFunding(Btc, new FundingRate(Now, 0.0001, double.NaN), Now, 5),
        EngineEvent.ForObservation(new Observation("fear-and-greed", 42.5, Now, Now), Now, 6),
        EngineEvent.ForSignal(new Signal(new SignalSource("rule"), Btc, PositionSide.Short, 0.25, 0.75, Duration.FromSeconds(60), Now, new ReasonId("cross-down")), Now, 7),
        EngineEvent.ForOrder(Btc, new OrderEvent { Kind = OrderEventKind.PartiallyFilled, Order = new OrderId(7), Time = Now, CumulativeQuantity = new Quantity(0.015m), Fill = Fill, VenueOrderId = "v-7" }, Now, 8),
        EngineEvent.ForOrder(Btc, new OrderEvent { Kind = OrderEventKind.Amended, Order = new OrderId(7), Time = Now, Reason = OrderReason.Requested, Amendment = new Amendment(new Quantity(2m), StopPrice: new Price(1.5m)) }, Now, 9),
        EngineEvent.ForTime(Now, 10),
        EngineEvent.ForInstantClosed(new Instant(120), Now, 11),
        EngineEvent.ForCommand(new EngineCommand(EngineCommandKind.Flatten, "asked for by a person"), Now, 12),
    ];

    private static IEnumerable<EngineEvent> EventsOfVersion7() =>
    [
        EngineEvent.ForLedger(new LedgerEntry { Kind = LedgerKind.Funding, Time = Now, Account = 0, Instrument = Btc, Asset = "USDT", Amount = -0.25m, Basis = 2m, Rate = 0.0001, Price = 61_234.5 }, Now, 15),
        EngineEvent.ForLedger(new LedgerEntry { Kind = LedgerKind.Liquidation, Time = Now, Account = 0, Instrument = Btc, Asset = "USDT", Amount = 0m, Fill = Fill with { Order = OrderId.None, PositionSide = PositionSide.Long } }, Now, 16),
    ];

    private static EngineEvent SlippedFill() =>
        EngineEvent.ForOrder(Btc, new OrderEvent { Kind = OrderEventKind.Filled, Order = new OrderId(7), Time = Now, CumulativeQuantity = new Quantity(0.03m), Fill = Fill with { PriceBeforeSlippage = 61_240.25 } }, Now, 17);

    private static (RecordKind, Action<PayloadWriter>) LedgerBooked() =>
        (RecordKind.LedgerBooked, target => new LedgerBookedRecord(LedgerKind.Interest, 0, Btc, "USDT", -0.25m, 9_999.75m).Write(target));

    private static IEnumerable<EngineEvent> EventsOfVersion3() =>
    [
        EngineEvent.ForOrder(Btc, new OrderEvent { Kind = OrderEventKind.Amended, Order = new OrderId(7), Time = Now, Amendment = new Amendment(new Quantity(2m), StopPrice: new Price(1.5m)), Revision = 3 }, Now, 13),
        EngineEvent.ForOrder(Btc, new OrderEvent
        {
            Kind = OrderEventKind.Reconciled,
            Order = new OrderId(7),
            Time = Now,
            CumulativeQuantity = new Quantity(0.015m),
            Report = new OrderReport(OrderStatus.Expired, OrderReason.ExpiryReached, new Amendment(new Quantity(2m)), [Fill with { PositionSide = PositionSide.Short }]),
        }, Now, 14),
    ];

    private static Instrument WithBounds(Instrument instrument) =>
        new(instrument.Id, [instrument.Rules[0] with { Bounds = new OrderBounds { BuyPriceUp = 5m, SellPriceDown = 0.2m, MaximumNotional = 9e6m, HasMaximumForMarket = false, MaximumOrders = 200 } }], instrument.ListedAt);

    private static SessionStartedRecord SessionOf(int version)
    {
        var setup = version >= 4 ? Session.Setup : Session.Setup with { Universe = null };
        if (version >= 6) setup = setup with { Accounts = [setup.Accounts[0] with { PositionMode = PositionMode.Hedge }] };
        if (version >= 9) setup = setup with { Instruments = [WithBounds(setup.Instruments[0]), .. setup.Instruments.Skip(1)] };
        if (version < 7) setup = setup with { Instruments = [setup.Instruments[0]], BaseIntervals = [setup.BaseIntervals[0]], ConversionCount = 0 };
        return Session with { Setup = setup, States = version >= 10 ? [new StrategyState(0, null, [new NamedText("cool-until", "2024-03-01T12:00:00Z")])] : [] };
    }

    private static IEnumerable<(RecordKind, Action<PayloadWriter>)> DerivedOf(int version)
    {
        var records = Derived();
        if (version >= 3) records = records.Append(OrderWithOptions());
        if (version < 5) return records;
        var state = new StrategyState(1, Btc, [new NamedText("stop-distance", "12.5")]);
        records = records.Append((RecordKind.StrategyState, state.Write));
        if (version < 7) return records;
        records = records.Append(LedgerBooked());
        return version < 11 ? records : records.Append((RecordKind.TransferDecided, target => new TransferDecidedRecord(new TransferRequest(1, "USDT", 250.5m, Btc, Btc)).Write(target)));
    }

    private static (RecordKind, Action<PayloadWriter>) OrderWithOptions()
    {
        var request = new OrderRequest
        {
            Id = new OrderId(8),
            Instrument = Btc,
            Side = Side.Sell,
            Type = OrderType.TrailingStop,
            Quantity = new Quantity(0.03m),
            TimeInForce = TimeInForce.Gtd,
            Options = new OrderOptions
            {
                ExpiresAt = Now,
                PostOnly = true,
                DisplayedQuantity = new Quantity(0.01m),
                LeavesAt = new Instant(5),
                Trail = TrailingOffset.Ranges(2.5m, 14) with { ActivationPrice = new Price(7m) },
                Timeout = OrderTimeout.Reprice(Duration.FromSeconds(90), 3),
                PositionSide = PositionSide.Long,
            },
        };
        return (RecordKind.OrderDecided, target => new OrderDecidedRecord(request, OrderReason.None, new ClientOrderId(5)).Write(target));
    }

    private static IEnumerable<(RecordKind, Action<PayloadWriter>)> Derived()
    {
        var request = new OrderRequest
        {
            Id = new OrderId(7),
            Instrument = Btc,
            Side = Side.Sell,
            Type = OrderType.Stop,
            Quantity = new Quantity(0.03m),
            StopPrice = new Price(61_000m),
            TimeInForce = TimeInForce.Ioc,
            ReduceOnly = true,
            Strategy = 1,
            Intent = 3,
            Slice = 2,
            Parent = new OrderId(6),
            OcoGroup = 4,
            Tag = "stop-loss",
            CreatedAt = Now,
        };
        var roundTrip = new RoundTrip
        {
            Instrument = Btc,
            Side = PositionSide.Short,
            EntryTime = new Instant(1),
            ExitTime = Now,
            EntryPrice = new Price(10m),
            ExitPrice = new Price(9m),
            Quantity = new Quantity(2m),
            Pnl = 1.9m,
            Fees = 0.1m,
            Mae = -0.01,
            Mfe = 0.11,
            Bars = 12,
            EntryTag = "entry",
            ExitReason = "take-profit",
            Strategy = 1,
        };
        yield return (RecordKind.OrderDecided, target => new OrderDecidedRecord(request, OrderReason.InsufficientFunds, new ClientOrderId(UInt128.MaxValue - 1)).Write(target));
        yield return (RecordKind.AmendDecided, target => new AmendDecidedRecord(new OrderId(7), new Amendment(LimitPrice: new Price(3m))).Write(target));
        yield return (RecordKind.CancelDecided, target => new CancelDecidedRecord(new OrderId(7)).Write(target));
        yield return (RecordKind.OrderChanged, target => new OrderChangedRecord(new OrderId(7), OrderEventKind.Canceled, OrderStatus.Canceled, OrderReason.SiblingFilled, new Quantity(2m), new Quantity(1m), new Price(3m), null).Write(target));
        yield return (RecordKind.FillBooked, target => new FillBookedRecord(Fill, 0.5m, 12_000.25m, 12_000.25m, new Quantity(-0.015m), new Price(61_234.5m)).Write(target));
        yield return (RecordKind.EquityMarked, target => new EquityMarkedRecord(10_123.4375, true).Write(target));
        yield return (RecordKind.RoundTripClosed, target => RoundTripPayload.Write(roundTrip, target));
    }
}
