using System.Collections.Immutable;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Orders;

public sealed class OrderStatesTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");

    /// <summary>All that a venue ever says of one order, in any order and some of it twice, gives the same end.</summary>
    [Theory]
    [InlineData(OrderStatus.Filled)]
    [InlineData(OrderStatus.Canceled)]
    [InlineData(OrderStatus.Expired)]
    public void EveryOrderOfTellings_GivesTheSameEnd(OrderStatus end)
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var diary = new Diary();
            var states = new OrderStates(diary);
            states.Add(Sent());
            var tellings = Tellings(end);
            for (var i = 0; i < 4; i++) tellings.Add(tellings[random.Next(tellings.Count)]);
            foreach (var telling in tellings.OrderBy(_ => random.Next())) telling(states);
            var order = states.Find("ours")!;
            Assert.True(order is { FilledQuantity: 3m, IsFillMissing: false, IsSettled: true } && order.Status == end, $"seed {seed}: {order}");
            Assert.Equal(["1", "2"], diary.Fills.Order());
            Assert.Empty(diary.Foreign);
        }
    }

    [Fact]
    public void FillAfterTheEnd_IsBooked_AndTheEndStays()
    {
        var diary = new Diary();
        var states = new OrderStates(diary);
        states.Add(Sent());
        states.Apply(Told(OrderStatus.Canceled, 0m, 1));
        states.Apply(Fill(1, 2m));
        Assert.True(states.Find("ours") is { Status: OrderStatus.Canceled, FilledQuantity: 2m, IsSettled: true });
        Assert.Equal(["1"], diary.Fills);
    }

    [Fact]
    public void CorrectedFill_IsReplaced_ByAnAnswerOnly()
    {
        var diary = new Diary();
        var states = new OrderStates(diary);
        states.Add(Sent());
        states.Apply(Fill(1, 2m));
        states.Apply(Fill(1, 2m) with { Price = 1.5m });
        Assert.Equal(1m, states.Find("ours")!.Fills.Single().Price);
        states.Apply(Fill(1, 2m) with { Price = 1.5m }, isAskedFor: true);
        states.Apply(Fill(1, 2m) with { Price = 1.5000m }, isAskedFor: true);
        states.Apply(Fill(1, 2m));
        Assert.True(states.Find("ours") is { FilledQuantity: 2m, Fills: [{ Price: 1.5m }] });
        Assert.Equal(["1"], diary.Fills);
        Assert.Equal(["1: 1 became 1.5"], diary.Corrected);
    }

    [Fact]
    public void FillsAnnouncedButNotTold_AreMissing()
    {
        var states = new OrderStates(new Diary());
        states.Add(Sent());
        states.Apply(Told(OrderStatus.Filled, 10m, 1));
        Assert.True(states.Find("ours") is { Status: OrderStatus.Filled, IsFillMissing: true, IsSettled: false });
        states.Apply(Fill(1, 10m));
        Assert.True(states.Find("ours")!.IsSettled);
    }

    [Fact]
    public void FillWhoseOrderIsNotKnownYet_WaitsForTheVenuesName()
    {
        var diary = new Diary();
        var states = new OrderStates(diary);
        states.Add(Sent());
        // As own trades of requests are: without our name.
        states.Apply(Fill(1, 1m) with { ClientId = "" });
        Assert.Empty(diary.Fills);
        states.Apply(Told(OrderStatus.PartiallyFilled, 1m, 1));
        Assert.Equal(["1"], diary.Fills);
        Assert.True(states.Find("ours") is { Status: OrderStatus.PartiallyFilled, IsFillMissing: false });
    }

    [Fact]
    public void FillOfSomebodyElsesOrder_IsForeign_Once()
    {
        var diary = new Diary();
        var states = new OrderStates(diary);
        states.Apply(Fill(5, 1m) with { ClientId = "another", VenueOrderId = "99" });
        states.Apply(Fill(5, 1m) with { ClientId = "", VenueOrderId = "99" });
        Assert.Equal(["5"], diary.Foreign);
    }

    [Fact]
    public void OlderTelling_DoesNotTakeTermsBack()
    {
        var states = new OrderStates(new Diary());
        states.Add(Sent());
        states.Apply(Told(OrderStatus.Open, 0m, 5) with { Quantity = 6m });
        states.Apply(Told(OrderStatus.Open, 0m, 2));
        Assert.Equal(6m, states.Find("ours")!.Quantity);
    }

    [Fact]
    public void ResumedOrder_DoesNotBookItsFillsAgain()
    {
        var diary = new Diary();
        var states = new OrderStates(diary);
        states.Add(Sent() with { VenueId = "77", FilledQuantity = 1m, ReportedQuantity = 1m, Fills = ImmutableList.Create(Fill(1, 1m)) });
        states.Apply(Fill(1, 1m));
        states.Apply(Fill(2, 2m) with { ClientId = "" });
        Assert.Equal(["2"], diary.Fills);
        Assert.Equal(3m, states.Find("ours")!.FilledQuantity);
    }

    [Fact]
    public void OrderHeldForLost_GivesWayToWhatTheVenueTells()
    {
        List<string> returned = [];
        var states = new OrderStates(new Diary()) { Returned = order => returned.Add($"{order.ClientId} {order.Status}") };
        Lose(states);
        Assert.True(states.Find("ours") is { Status: OrderStatus.Rejected, Reason: OrderReason.UnknownOrder, IsPresumedLost: true });
        states.Apply(Told(OrderStatus.Open, 0m, 1));
        Assert.True(states.Find("ours") is { Status: OrderStatus.Open, Reason: OrderReason.None, IsPresumedLost: false });
        states.Apply(Told(OrderStatus.Canceled, 0m, 2));
        Assert.Equal(["ours Open"], returned);
    }

    [Fact]
    public void FillOfAnOrderHeldForLost_IsItsOwn_NotForeign()
    {
        var diary = new Diary();
        var states = new OrderStates(diary);
        Lose(states);
        // As own trades of requests are: without our name.
        states.Apply(Fill(1, 10m) with { ClientId = "" });
        states.DisownOrphans();
        Assert.Empty(diary.Foreign);
        states.Apply(Told(OrderStatus.Filled, 10m, 1));
        Assert.Equal(["1"], diary.Fills);
        Assert.True(states.Find("ours") is { Status: OrderStatus.Filled, IsSettled: true });
    }

    [Fact]
    public void FillThatBecameSmaller_LeavesNothingMissing()
    {
        var states = new OrderStates(new Diary());
        states.Add(Sent());
        states.Apply(Told(OrderStatus.Canceled, 2m, 1));
        states.Apply(Fill(1, 2m));
        states.Apply(Fill(1, 1.5m), isAskedFor: true);
        Assert.True(states.Find("ours") is { FilledQuantity: 1.5m, ReportedQuantity: 1.5m, IsSettled: true });
    }

    [Fact]
    public void SettledOrder_IsForgotten_AndItsFillsAreNotTakenForForeign()
    {
        var (diary, now) = (new Diary(), Instant.UnixEpoch);
        var states = new OrderStates(diary, () => now);
        states.Add(Sent());
        states.Apply(Told(OrderStatus.Filled, 3m, 1));
        states.Apply(Fill(1, 3m));
        Assert.Empty(states.Open);
        Assert.Single(states.Watched);
        now += Duration.FromDays(2);
        states.Age(now, now);
        Assert.Single(states.All);
        states.Unwatch(_ => true);
        states.Age(now, now);
        Assert.Empty(states.All);
        states.Apply(Fill(1, 3m) with { ClientId = "" }, isAskedFor: true);
        Assert.Empty(diary.Foreign);
        Assert.Equal(1, states.FillCount);
    }

    private static void Lose(OrderStates states)
    {
        states.Add(Sent());
        states.Set("ours", OrderStatus.Unknown);
        states.PresumeLost("ours");
    }

    private static List<Action<OrderStates>> Tellings(OrderStatus end) =>
    [
        states => states.Apply(Told(OrderStatus.Open, 0m, 1)),
        states => states.Apply(Told(OrderStatus.PartiallyFilled, 1m, 2)),
        states => states.Apply(Fill(1, 1m)),
        states => states.Apply(Fill(1, 1m) with { ClientId = "" }),
        states => states.Apply(Told(end == OrderStatus.Filled ? OrderStatus.Filled : OrderStatus.PartiallyFilled, 3m, 3)),
        states => states.Apply(Fill(2, 2m)),
        states => states.Apply(Told(end, 3m, 4) with { Fills = [Fill(1, 1m), Fill(2, 2m)] }),
    ];

    private static TrackedOrder Sent() => new() { Instrument = Bitcoin, ClientId = "ours", Side = Side.Buy, Status = OrderStatus.Submitted, Quantity = 10m };

    private static VenueOrder Told(OrderStatus status, decimal filled, long at) => new()
    {
        Instrument = Bitcoin,
        ClientId = "ours",
        VenueId = "77",
        Side = Side.Buy,
        Type = OrderType.Limit,
        Status = status,
        // An order that filled whole was smaller.
        Quantity = status == OrderStatus.Filled ? Math.Max(filled, 3m) : 10m,
        FilledQuantity = filled,
        UpdatedAt = new Instant(at),
    };

    private static VenueFill Fill(long id, decimal quantity) => new()
    {
        Instrument = Bitcoin,
        TradeId = new TradeId(id),
        VenueOrderId = "77",
        ClientId = "ours",
        Side = Side.Buy,
        Price = 1m,
        Quantity = quantity,
        Fee = 0m,
        FeeAsset = "BTC",
        Role = LiquidityRole.Maker,
        Time = new Instant(1),
    };

    private sealed class Diary : IOrderObserver
    {
        public List<string> Fills { get; } = [];

        public List<string> Foreign { get; } = [];

        public List<string> Corrected { get; } = [];

        public void OnFillCorrected(TrackedOrder order, VenueFill before, VenueFill after) =>
            Corrected.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{after.TradeId}: {before.Price} became {after.Price}"));

        public void OnOrder(TrackedOrder before, TrackedOrder after) => Assert.False(before.Status.IsFinal() && !before.IsPresumedLost && before.Status != after.Status, $"{before.Status} became {after.Status}");

        public void OnFill(TrackedOrder order, VenueFill fill) => Fills.Add(fill.TradeId.ToString());

        public void OnForeignFill(VenueFill fill) => Foreign.Add(fill.TradeId.ToString());
    }
}
