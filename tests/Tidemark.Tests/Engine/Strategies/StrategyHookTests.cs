using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Simulation.Fees;
using Tidemark.Tests.Simulation;

namespace Tidemark.Tests.Engine.Strategies;

/// <summary>The hooks of a strategy, each worked out by hand on a few minute bars.</summary>
public sealed class StrategyHookTests
{
    [Fact]
    public void ChooseQuantity_ReplacesTheSessionsUnit()
    {
        var result = new Scenario { Other = new Buyer { Stake = 0.5m } }.Flat(100).Flat(100).Run();
        Assert.Equal(0.5m, Assert.Single(result.Fills).Quantity.Value);
    }

    [Fact]
    public void ConfirmEntry_No_DeniesTheEntryButNotTheExit()
    {
        var strategy = new Buyer { Refuses = true };
        Assert.Empty(new Scenario { Other = strategy }.Flat(100).Flat(100).Run().Fills);
        Assert.Contains("entry Denied NotConfirmed", strategy.Events);
    }

    [Fact]
    public void ConfirmEntry_NoToATurn_TheClosingPartStillGoes()
    {
        var strategy = new Buyer { TurnsAt = 2, RefusesSells = true };
        var result = new Scenario { Other = strategy, Funds = Tidemark.Engine.Sessions.FundsPolicy.InitialMargin }.Flat(100).Flat(100).Flat(100).Run();
        Assert.Equal([1m, 1m], result.Fills.Select(fill => fill.Quantity.Value));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void EntryHours_Outside_DenyEntries()
    {
        // The first bar closes at 00:01.
        var strategy = new Buyer { Hours = new TradingHours(new TimeOfDay(0, 2), new TimeOfDay(0, 3)) };
        var result = new Scenario { Other = strategy }.Flat(100).Flat(101).Flat(102).Flat(103).Run();
        Assert.Equal((2, 102m), (Scenario.MinuteOf(Assert.Single(result.Fills)), result.Fills[0].Price.Value));
        Assert.Equal(1, result.Refusals[OrderReason.OutsideTradingHours]);
    }

    [Fact]
    public void MinimumReturns_FallWithTime_AndCountFees()
    {
        // Bought at 100 in minute 1. 5 % at once, 1 % after two minutes. Fees of 0.1 % a side leave 1.2 less of 101.2: just not 1 %.
        var strategy = new Buyer { Table = new MinimumReturns((Duration.Zero, 0.05), (Duration.FromMinutes(2), 0.01)) };
        var result = new Scenario { Other = strategy, Fees = FeePresets.Flat(10m) }.Flat(100).Flat(100).Flat(104).Flat(101.2).Flat(101.3).Flat(102).Run();
        Assert.Equal(("minimum-return", 3, 101.2m), (result.Fills[1].Tag, Scenario.MinuteOf(result.Fills[1]), result.Fills[1].Price.Value));

        var patient = new Scenario { Other = new Buyer { Table = new MinimumReturns((Duration.FromMinutes(2), 0.01)) }, Fees = FeePresets.Flat(10m) }
            .Flat(100).Flat(100).Flat(101.2).Flat(101.2).Flat(101.3).Flat(102).Run();
        Assert.Equal(5, Scenario.MinuteOf(patient.Fills[1]));
    }

    [Fact]
    public void StopPriceOf_RestsAtTheVenue_FollowsAndNeverGoesBack()
    {
        // 5 below the highest: 95, then 105 after the high of 110; the later bars do not lower it.
        var strategy = new Buyer { StopDistance = 5m };
        var result = new Scenario { Other = strategy }.Flat(100).Flat(100).Bar(100, 110, 100, 108).Bar(108, 108, 106, 107).Bar(107, 107, 104, 104).Run();
        Assert.Equal(("stop-loss", 4, 105m), (result.Fills[1].Tag, Scenario.MinuteOf(result.Fills[1]), result.Fills[1].Price.Value));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void StopPriceOf_PositionGrows_TheStopCoversAllOfIt()
    {
        var strategy = new Buyer { StopDistance = 5m, AddsAt = 2 };
        var result = new Scenario { Other = strategy }.Flat(100).Flat(100).Flat(100).Flat(100).Flat(90).Run();
        Assert.Equal(2m, result.Fills[^1].Quantity.Value);
        Assert.Empty(result.OpenPositions);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
    }

    [Fact]
    public void ExitPriceOf_ClosesByALimitThatIsRenewed()
    {
        var strategy = new Buyer { Table = new MinimumReturns((Duration.Zero, 0.01)), ExitAbove = 1m };
        var result = new Scenario { Other = strategy }.Flat(100).Flat(100).Flat(102).Flat(102).Bar(102, 103.5, 102, 103).Run();
        Assert.Equal((4, 103m, LiquidityRole.Maker), (Scenario.MinuteOf(result.Fills[1]), result.Fills[1].Price.Value, result.Fills[1].Role));
    }

    [Fact]
    public void ExitReasonOf_ClosesUnderItsName()
    {
        var result = new Scenario { Other = new Buyer { ExitAfter = 2 } }.Flat(100).Flat(100).Flat(100).Flat(100).Flat(100).Run();
        Assert.Equal("held-long-enough", result.RoundTrips[0].ExitReason);
    }

    [Fact]
    public void SetDaily_FiresOnItsDaysOnly()
    {
        // From Monday 2024-01-01 in four-hour bars for eight days; noon of Monday to Friday.
        var strategy = new Daily();
        var scenario = new Scenario { Other = strategy, Interval = Interval.Hours(4) };
        for (var bar = 0; bar < 48; bar++) scenario.Flat(100);
        scenario.Run();
        Assert.Equal([1, 2, 3, 4, 5, 8], strategy.Days);
    }

    [Fact]
    public void SetDaily_BeforeTheFirstEvent_IsNotCalled()
    {
        var strategy = new Daily { On = Weekdays.All };
        var scenario = new Scenario { Other = strategy, Interval = Interval.Hours(4) };
        for (var bar = 0; bar < 7; bar++) scenario.Flat(100);
        scenario.Run();
        Assert.Equal([1], strategy.Days);
    }

    /// <summary>Data until Thursday the 4th, 08:00, and again from Sunday the 7th, 08:00: the first bar after the gap closes at 12:00.</summary>
    [Theory]
    [InlineData(Weekdays.All, new[] { 1, 2, 3, 7, 8 })]                 // Thursday to Saturday are missed, Sunday at 12:00 is the last of them
    [InlineData(Weekdays.MondayToFriday, new[] { 1, 2, 3, 5, 8 })]      // Friday is the last that was missed
    [InlineData(Weekdays.Friday, new[] { 5 })]
    [InlineData(Weekdays.Saturday | Weekdays.Thursday, new[] { 6 })]
    public void SetDaily_AfterAGapOfTheData_MakesTheLastMissedCallOnce(Weekdays days, int[] expected)
    {
        var strategy = new Daily { On = days };
        var scenario = new Scenario { Other = strategy, Interval = Interval.Hours(4) };
        for (var bar = 0; bar < 20; bar++) scenario.Flat(100);
        scenario.Gap(18);
        for (var bar = 38; bar < 48; bar++) scenario.Flat(100);
        scenario.Run();
        Assert.Equal(expected, strategy.Days);
    }

    [Fact]
    public void Remember_IsRecordedWhenItChanges_AndForgottenWithTheTrade()
    {
        var recorder = new StateRecorder();
        var strategy = new Buyer { ExitAfter = 2 };
        new Scenario { Other = strategy, Recorder = recorder }.Flat(100).Flat(100).Flat(100).Flat(100).Flat(100).Run();
        Assert.Equal(["0 bars=2", "0 bars=3", " entries=2"], recorder.States);
    }

    [Fact]
    public void SaveState_LoadedIntoAnotherSession_IsThereBeforeTheStart()
    {
        var recorder = new StateRecorder();
        new Scenario { Other = new Buyer(), Recorder = recorder }.Flat(100).Flat(100).Run();
        var (engine, second) = (EngineOf(), new Buyer());
        engine.Add(second);
        engine.LoadState(recorder.Last!);
        engine.Start();
        Assert.Equal(1, second.EntriesAtStart);

        static Tidemark.Engine.TradingEngine EngineOf()
        {
            var setup = new Tidemark.Engine.Sessions.SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
                BaseIntervals = [Interval.Minutes(1)],
                Accounts = [new Tidemark.Engine.Sessions.AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(1m, "USDT")], default, Tidemark.Engine.Sessions.FundsPolicy.OwnedAssets)],
                Currency = "USDT",
            };
            var venue = new Tidemark.Simulation.Venues.SimulatedVenue(setup, new Tidemark.Simulation.Venues.VenueOptions(new Tidemark.Simulation.Fills.NextOpenFillModel(), new Tidemark.Simulation.Slippage.NoSlippage(), FeePresets.Flat(0m)));
            return new Tidemark.Engine.TradingEngine(setup, venue, Tidemark.Engine.Recording.SilentRecorder.Instance);
        }
    }

    [Fact]
    public void MinimumReturns_ATimeTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new MinimumReturns((Duration.Zero, 0.1), (Duration.Zero, 0.2)));

    /// <summary>Buys one unit at the first close (and more if asked), and answers the hooks as it is told.</summary>
    private sealed class Buyer : Strategy
    {
        private int bars;
        private int entries;

        public decimal Stake { get; init; } = 1m;

        public bool Refuses { get; init; }

        public bool RefusesSells { get; init; }

        public int TurnsAt { get; init; }

        public int AddsAt { get; init; }

        public TradingHours? Hours { get; init; }

        public MinimumReturns? Table { get; init; }

        public decimal? StopDistance { get; init; }

        public decimal? ExitAbove { get; init; }

        public int ExitAfter { get; init; }

        public int EntriesAtStart { get; private set; } = -1;

        public List<string> Events { get; } = [];

        public override bool NeedsShorting => true;

        protected internal override TradingHours? EntryHours => Hours;

        protected internal override MinimumReturns? MinimumReturns => Table;

        protected internal override void OnStart() => EntriesAtStart = entries;

        protected internal override void OnBar(in BarClosed bar)
        {
            bars++;
            Trade(bar.Instrument)?.Remember("bars", bars.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (TurnsAt == bars) SetTarget(bar.Instrument, -UnitQuantity);
            else if (AddsAt == bars) Buy(bar.Instrument, UnitQuantity, "more");
            else if (entries == 0) Buy(bar.Instrument, UnitQuantity, "entry");
        }

        protected internal override void OnFill(Order order, Fill fill) => entries++;

        protected internal override void OnOrder(Order order, OrderEvent orderEvent) => Events.Add($"{order.Tag} {orderEvent.Kind} {orderEvent.Reason}");

        protected override Quantity ChooseQuantity(InstrumentIndex instrument, Quantity proposed) => new(Stake);

        protected internal override bool ConfirmEntry(in OrderTerms terms) => !Refuses && !(RefusesSells && terms.Side == Side.Sell);

        protected internal override Price? StopPriceOf(OpenTrade trade) => StopDistance is { } distance ? new Price((decimal)trade.Highest - distance) : null;

        protected internal override string? ExitReasonOf(OpenTrade trade) => ExitAfter > 0 && Now - trade.EntryTime >= Duration.FromMinutes(ExitAfter) ? "held-long-enough" : null;

        protected internal override Price? ExitPriceOf(OpenTrade trade, string reason) => ExitAbove is { } above ? new Price((decimal)trade.LastPrice + above) : null;

        protected internal override void SaveState(IDictionary<string, string> state) => state["entries"] = entries.ToString(System.Globalization.CultureInfo.InvariantCulture);

        protected internal override void LoadState(IReadOnlyDictionary<string, string> state) => entries = int.Parse(state["entries"], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class Daily : Strategy
    {
        public List<int> Days { get; } = [];

        public Weekdays On { get; init; } = Weekdays.MondayToFriday;

        protected internal override void OnStart() => SetDaily("noon", new TimeOfDay(12, 0), On);

        protected internal override void OnTimer(string name) => Days.Add(Now.ToDateTime().Day);
    }
}
