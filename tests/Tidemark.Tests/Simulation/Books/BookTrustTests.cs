using Tidemark.Engine.Books;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Latency;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Simulation.Books;

/// <summary>What must hold whatever the book does: money is conserved, runs repeat, and the future changes nothing.</summary>
[Collection(Allocated.Alone)]
public class BookTrustTests
{
    [Theory]
    [InlineData("risk-averse", 1)]
    [InlineData("power:3", 2)]
    [InlineData("log", 3)]
    public void Money_IsWhatTheFillsSay(string queue, int seed)
    {
        var result = Random(queue, seed).Run();
        Assert.True(result.Fills.Count > 50);
        Assert.Contains(result.Fills, fill => fill.Role == LiquidityRole.Maker);
        var cash = 1_000_000m - result.Fills.Sum(fill => fill.Price.Value * fill.Quantity.Value * (fill.Side == Side.Buy ? 1m : -1m) + fill.Fee);
        Assert.Equal(cash, result.FinalCash);
        Assert.Equal(result.Fills.Sum(fill => fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value), result.OpenPositions.Sum(position => position.Quantity.Value));
    }

    [Theory]
    [InlineData("risk-averse")]
    [InlineData("power:3")]
    public void Runs_AreTheSameEachTime(string queue) => Assert.Equal(Random(queue, 9).Fills(), Random(queue, 9).Fills());

    [Theory]
    [InlineData(400)]
    [InlineData(700)]
    [InlineData(999)]
    public void Fills_DoNotDependOnWhatComesLater(int count)
    {
        var scenario = Random("power:2", 5);
        var whole = scenario.Run().Fills;
        var cut = scenario.Run(count).Fills;
        var end = BookScenario.Moment(count * 10 - 20);
        Assert.NotEmpty(cut);
        Assert.Equal(whole.Where(fill => fill.Time < end).Select(BookScenario.TextOf), cut.Where(fill => fill.Time < end).Select(BookScenario.TextOf));
    }

    [Fact]
    public void Makers_NeverGetMoreThanWasTradedOrOffered()
    {
        var scenario = Random("log", 4);
        var columns = scenario.Columns();
        var traded = 0L;
        for (var index = 0; index < columns.Count; index++)
            if (((BookMessageKind)columns.Kinds.Span[index]).IsTrade()) traded += columns.Lots.Span[(int)columns.BidStarts.Span[index]];
        var makers = scenario.Run().Fills.Where(fill => fill.Role == LiquidityRole.Maker).Sum(fill => fill.Quantity.Value);
        Assert.InRange(makers, 1m, traded);
    }

    [Fact]
    public void MarketEvents_WithoutOrders_AllocateNothing()
    {
        long Allocation(int count)
        {
            var scenario = Random("risk-averse", 6, () => new Watcher());
            return scenario.AllocatedBy(count);
        }

        // Bars of a second grow with the length, by the bytes of their equity.
        Assert.InRange(Allocation(999) - Allocation(500), -2_000, 2_000);
    }

    /// <summary>A market that walks, with updates, quotes and trades every ten milliseconds, and a strategy that quotes both sides and sometimes takes.</summary>
    private static BookScenario Random(string queue, int seed, Func<Strategy>? strategy = null)
    {
        var random = new SeededRandom((ulong)seed, "market");
        var scenario = new BookScenario { Queue = queue, Latency = new FixedLatency(3, 4), Fees = FeePresets.Flat(1m), Other = strategy ?? (() => new BothSides()) };
        scenario.Snapshot(0, [(1000, 9), (999, 5), (998, 5)], [(1001, 9), (1002, 5), (1003, 5)]);
        var bid = 1000L;
        for (var step = 1; step < 1_000; step++)
        {
            var time = step * 10;
            switch (random.NextInt(4))
            {
                case 0:
                    bid += random.NextInt(3) - 1;
                    scenario.Quote(time, (bid, 1 + random.NextInt(9)), (bid + 1, 1 + random.NextInt(9)));
                    break;
                case 1: scenario.Bid(time, (bid - random.NextInt(3), random.NextInt(9))); break;
                case 2: scenario.Ask(time, (bid + 1 + random.NextInt(3), random.NextInt(9))); break;
                default:
                    var taker = random.NextInt(2) == 0 ? Side.Buy : Side.Sell;
                    scenario.Trade(time, taker, taker == Side.Buy ? bid + 1 : bid, 1 + random.NextInt(6));
                    break;
            }
        }
        return scenario;
    }

    private sealed class Watcher : Strategy
    {
        public double Sum { get; private set; }

        protected internal override void OnBook(InstrumentIndex instrument, OrderBook book) => Sum += book.Imbalance(3) + book.DepthWithin(Side.Buy, book.BestBid.Price - 2);

        protected internal override void OnQuote(InstrumentIndex instrument, in Quote quote) => Sum += Book(instrument).MicroPrice;

        protected internal override void OnTrade(InstrumentIndex instrument, in Trade trade) => Sum += trade.Quantity;
    }

    private sealed class BothSides : Strategy
    {
        private Order? bid;
        private Order? ask;
        private int count;

        public override bool NeedsShorting => true;

        protected internal override void OnQuote(InstrumentIndex instrument, in Quote quote)
        {
            if (++count % 7 == 0) Submit(new OrderTerms(instrument, count % 2 == 0 ? Side.Buy : Side.Sell, new Quantity(1m)));
            bid = Place(bid, Side.Buy, quote.Bid);
            ask = Place(ask, Side.Sell, quote.Ask);
        }

        private Order Place(Order? working, Side side, double price)
        {
            if (working is { IsActive: true })
            {
                if (working.LimitPrice?.ToDouble() == price) return working;
                Cancel(working);
            }
            return Submit(new OrderTerms(default, side, new Quantity(2m)) { Type = OrderType.Limit, LimitPrice = Price.FromMarket(price) });
        }
    }
}
