using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Universes;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation.Universes;

/// <summary>What a session does at the borders of a universe: entering, leaving, delisting, silence.</summary>
public sealed class UniverseSessionTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);
    private static readonly InstrumentIndex First = new(0);
    private static readonly InstrumentIndex Second = new(1);

    [Fact]
    public void Members_OverTime_AreThoseOfTheSchedule()
    {
        var seen = new List<string>();
        Run(new Script((script, hour) => seen.Add($"{hour}:{string.Join(',', script.MembersNow())}")), Universe(Change(2, [0, 1], []), Change(4, [], [0]), Change(5, [0], [1])), Hours(0, 6), Hours(0, 6));
        Assert.Equal(["1:", "2:0,1", "3:0,1", "4:1", "5:0", "6:0"], seen);
    }

    [Fact]
    public void Members_WithoutAUniverse_AreAll()
    {
        var seen = new List<string>();
        Run(new Script((script, hour) => seen.Add($"{hour}:{string.Join(',', script.MembersNow())}")), null, Hours(0, 1), Hours(0, 1));
        Assert.Equal(["1:0,1"], seen);
    }

    [Fact]
    public void InstrumentThatLeft_GetsNoEntryButItsExit()
    {
        var script = new Script((script, hour) =>
        {
            if (hour == 1) script.Send(Second, Side.Buy, 1m, "outside");
            if (hour is 1 or 4) script.Send(First, Side.Buy, 1m, $"buy{hour}");
            if (hour == 5) script.Send(First, Side.Sell, 1m, "exit");
        });
        var result = Run(script, Universe(Change(1, [0], []), Change(3, [1], [0])), Hours(0, 8), Hours(0, 8));
        Assert.Equal(["buy1", "exit"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal(["outside Denied OutsideUniverse", "buy4 Denied OutsideUniverse"], script.Events.Where(line => line.Contains("Denied", StringComparison.Ordinal)));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void Leaving_EntriesUnderWay_AreCanceledAndProtectionStays()
    {
        var script = new Script((script, hour) =>
        {
            if (hour != 1) return;
            script.Send(First, Side.Buy, 1m, "filled");
            script.Limit(First, Side.Buy, 1m, 50m, "waiting");
            script.Limit(Second, Side.Buy, 1m, 50m, "other");
        }, (script, order) =>
        {
            if (order.Tag == "filled") script.Limit(First, Side.Sell, 1m, 200m, "target");
        });
        var result = Run(script, Universe(Change(0, [0, 1], []), Change(3, [], [0])), Hours(0, 6), Hours(0, 6));
        Assert.Equal(["waiting Canceled Requested"], script.Events.Where(line => line.Contains("Canceled", StringComparison.Ordinal)));
        Assert.Equal("filled", Assert.Single(result.Fills).Tag);
    }

    [Fact]
    public void DelistedInstrument_WithoutAUniverse_IsClosedAtItsLastPriceAndCounted()
    {
        var script = new Script((script, hour) =>
        {
            if (hour == 1) script.Send(First, Side.Buy, 2m, "buy");
            if (hour == 6) script.Send(First, Side.Buy, 1m, "late");
        });
        // Bars of the first end at 04:00, it is delisted at 04:30; the second goes on.
        var result = Run(script, null, Hours(0, 4, 100, 1), Hours(0, 8), delistedAt: Start + Duration.FromMinutes(270));
        Assert.Equal(["buy", "delisted"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal((103m, 2m, Start + Duration.FromMinutes(270)), (result.Fills[1].Price.Value, result.Fills[1].Quantity.Value, result.Fills[1].Time));
        Assert.Equal(1, result.DelistedCloses);
        Assert.Contains(result.Warnings, warning => warning.Contains("1 position(s) closed at the last price", StringComparison.Ordinal));
        Assert.Equal("delisted", Assert.Single(result.RoundTrips).ExitReason);
        Assert.Contains("late Denied NotTrading", script.Events);
    }

    [Fact]
    public void InstrumentNotListedYet_IsNotEntered()
    {
        var script = new Script((script, hour) =>
        {
            if (hour is 1 or 4) script.Send(First, Side.Buy, 1m, $"buy{hour}");
        });
        var result = Run(script, null, Hours(0, 6), Hours(0, 6), listedAt: Start + Duration.FromHours(3));
        Assert.Equal("buy4", Assert.Single(result.Fills).Tag);
        Assert.Contains("buy1 Denied NotTrading", script.Events);
    }

    [Fact]
    public void SilentInstrument_IsClosedAtTheRefreshAfterTheSilenceAndMayComeBack()
    {
        var script = new Script((script, hour) =>
        {
            if (hour is 1 or 9) script.Send(First, Side.Buy, 1m, $"buy{hour}");
            if (hour == 2) script.Limit(First, Side.Buy, 1m, 50m, "waiting");
        });
        // No bar of the first from 03:00 to 08:00; three hours of silence are seen at 06:00. Without the second nobody would tell the time.
        var bars = BarColumns.FromBars(Interval.Hours(1), [.. Bars(0, 3, 100, 1), .. Bars(8, 4, 90, 0)]);
        var result = Run(script, Universe(Change(0, [0, 1], [])), bars, Hours(0, 12));
        Assert.Equal(["buy1", "delisted", "buy9"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal((102m, Start + Duration.FromHours(6)), (result.Fills[1].Price.Value, result.Fills[1].Time));
        Assert.Contains("waiting Canceled Requested", script.Events);
        Assert.Equal(1, result.DelistedCloses);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Silence_ThatEndsAtTheVeryRefresh_ClosesNothing(int held)
    {
        // Three hours without a bar until 06:00, when one closes. Whether it is the first or the second to be looked at then, it has come back.
        var script = new Script((script, hour) =>
        {
            if (hour == 1) script.Send(new InstrumentIndex(held), Side.Buy, 1m, "buy");
        });
        var silent = BarColumns.FromBars(Interval.Hours(1), [.. Bars(0, 3, 100, 1), .. Bars(5, 4, 90, 0)]);
        var result = held == 0 ? Run(script, Universe(Change(0, [0, 1], [])), silent, Hours(0, 9)) : Run(script, Universe(Change(0, [0, 1], [])), Hours(0, 9), silent);
        Assert.Equal("buy", Assert.Single(result.Fills).Tag);
        Assert.Equal(0, result.DelistedCloses);
    }

    [Fact]
    public void UnitQuantity_InAUniverse_SharesAmongItsMembers()
    {
        var script = new Script((script, hour) =>
        {
            if (hour == 2) script.SendUnit(First, "unit");
        });
        var result = Run(script, Universe(Change(0, [0], [])), Hours(0, 4), Hours(0, 4));
        // The only member gets 95 % of the equity, not half of it.
        Assert.Equal(95m, Assert.Single(result.Fills).Quantity.Value);
    }

    [Fact]
    public void TargetWeight_OfEquity_IsWhatIsHeldAfterwards()
    {
        var weights = new List<double>();
        var script = new Script((script, hour) =>
        {
            if (hour == 1) script.Weight(First, 0.25);
            if (hour == 2) script.Weight(Second, 0.5);
            if (hour == 3) script.Weight(First, 0.125);
            weights.Add(script.WeightNow(First));
        });
        Run(script, null, Hours(0, 5), Hours(0, 5));
        Assert.Equal([0, 0.25, 0.25, 0.125, 0.125], weights);
    }

    private static UniverseSchedule Universe(params UniverseChange[] changes) =>
        new() { Name = "test", From = Start, Refresh = Interval.Hours(1), Silence = Interval.Hours(3), Changes = [.. changes] };

    private static UniverseChange Change(int hour, int[] entered, int[] left) => new(Start + Duration.FromHours(hour), [.. entered], [.. left]);

    private static BarColumns Hours(int first, int count, double price = 100, double step = 0) => BarColumns.FromBars(Interval.Hours(1), [.. Bars(first, count, price, step)]);

    private static IEnumerable<Bar> Bars(int first, int count, double price, double step) =>
        Enumerable.Range(0, count).Select(index => Bar.Create(Start + Duration.FromHours(first + index), price + index * step, price + index * step, price + index * step, price + index * step, 1e6));

    private static BacktestResult Run(Script script, UniverseSchedule? universe, BarColumns first, BarColumns second, Instant? listedAt = null, Instant? delistedAt = null) => Backtest.Run(new BacktestPlan
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("AAA/USDT@test"), default, listedAt, delistedAt), new Instrument(InstrumentId.Parse("BBB/USDT@test"))],
            BaseIntervals = [Interval.Hours(1), Interval.Hours(1)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(10_000m, "USDT")], default, FundsPolicy.OwnedAssets)],
            Currency = "USDT",
            Universe = universe,
        },
        Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), FeePresets.Flat(0m)),
        Bars = [first, second],
        Strategies = [script],
    });

    /// <summary>Does something at each instant; hours are counted from the start.</summary>
    private sealed class Script(Action<Script, int> atInstant, Action<Script, Order>? onFill = null) : Strategy
    {
        public List<string> Events { get; } = [];

        protected internal override void OnBarsClosed(Instant closeTime) => atInstant(this, (int)((closeTime - Start).Nanoseconds / Duration.NanosecondsPerHour));

        protected internal override void OnOrder(Order order, OrderEvent orderEvent) => Events.Add($"{order.Tag} {orderEvent.Kind}{(orderEvent.Reason == OrderReason.None ? "" : " " + orderEvent.Reason)}");

        protected internal override void OnFill(Order order, Fill fill) => onFill?.Invoke(this, order);

        public IEnumerable<int> MembersNow()
        {
            var members = new List<int>();
            foreach (var member in Members)
            {
                Assert.True(IsMember(member));
                members.Add(member.Value);
            }
            return members;
        }

        public void Send(InstrumentIndex instrument, Side side, decimal quantity, string tag) => Submit(new OrderTerms(instrument, side, new Quantity(quantity)) { Tag = tag });

        public void Limit(InstrumentIndex instrument, Side side, decimal quantity, decimal price, string tag) =>
            Submit(new OrderTerms(instrument, side, new Quantity(quantity)) { Type = OrderType.Limit, LimitPrice = new Price(price), Tag = tag });

        public void SendUnit(InstrumentIndex instrument, string tag)
        {
            Runtime.CurrentInstrument = instrument;
            Send(instrument, Side.Buy, UnitQuantity.Value, tag);
        }

        public void Weight(InstrumentIndex instrument, double weight) => SetTargetWeight(instrument, weight);

        public double WeightNow(InstrumentIndex instrument) => WeightOf(instrument);
    }
}
