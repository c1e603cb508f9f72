using Tidemark.Engine.Books;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Backtesting;
using Tidemark.Storage.Catalog;

namespace Tidemark.Tests.Research.Backtests;

/// <summary>Spot and perpetual of the same minutes in one session, on real recordings where they are there.</summary>
public sealed class RecordedBookBacktestTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("tidemark-recorded").FullName;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void Session_OfTwoBooks_RepeatsItself_AndNeverSeesAheadOfReceipt()
    {
        var (first, quotes) = Run(null);
        var (second, _) = Run(null);
        Assert.True(first.Fills.Count > 20);
        Assert.Contains(first.Fills, fill => fill.Role == LiquidityRole.Maker);
        Assert.Equal([0, 1], first.Fills.Select(fill => fill.Instrument.Value).Distinct().Order());
        Assert.Equal(first.Fills.Select(fill => fill.ToString()), second.Fills.Select(fill => fill.ToString()));
        Assert.Equal(first.Equity.Values.ToArray(), second.Equity.Values.ToArray());
        Assert.True(quotes.Clean, "a quote was seen before it happened, out of order, or unlike the book");
        Assert.True(quotes.Count > 50_000);
    }

    [Fact]
    public void Fills_OfTheFirstMinutes_AreThoseOfAShorterRun()
    {
        var end = Instant.Parse("2024-08-08T23:57:00Z");
        var whole = Run(null).Result.Fills.Where(fill => fill.Time < end).Select(fill => fill.ToString()).ToArray();
        var cut = Run(end).Result.Fills.Where(fill => fill.Time < end).Select(fill => fill.ToString()).ToArray();
        Assert.NotEmpty(cut);
        Assert.Equal(whole, cut);
    }

    private (BacktestResult Result, Maker Quotes) Run(Instant? to)
    {
        var request = new BacktestRequest
        {
            Strategy = "buy-and-hold",
            DepthFiles = [FileOf("spot_btcusdt", "BTC/USDT@binance"), FileOf("usdm_btcusdt", "BTC/USDT:USDT@binance")],
            QueueModel = "power:3",
            Latency = "fixed:3,3",
            To = to,
        };
        var draft = BacktestBuilder.Build(request, new SeriesLoader(MarketCatalog.Open(home)).Load(request));
        var maker = new Maker();
        return (Backtest.Run(draft.Plan with { Strategies = [maker] }), maker);
    }

    private static DepthFile FileOf(string name, string instrument) =>
        new(SharedFolders.DataPath($"orderbook/hftbacktest_binance_{name}_20240808.jsonl.gz"), InstrumentId.Parse(instrument));

    /// <summary>Quotes both sides of both books and looks at what it is told.</summary>
    private sealed class Maker : Strategy
    {
        private readonly Order?[] orders = new Order?[4];
        private Instant last = Instant.MinValue;

        public bool Clean { get; private set; } = true;

        public int Count { get; private set; }

        public override bool NeedsShorting => true;

        protected internal override void OnQuote(InstrumentIndex instrument, in Quote quote)
        {
            OrderBook book = Book(instrument);
            Clean &= quote.Time < Now && Now >= last && book.BestBid.Price == quote.Bid && book.BestAsk.Quantity == quote.AskQuantity && quote.Bid < quote.Ask;
            last = Now;
            Count++;
            Keep(2 * instrument.Value, instrument, Side.Buy, quote.Bid);
            Keep(2 * instrument.Value + 1, instrument, Side.Sell, quote.Ask);
        }

        private void Keep(int slot, InstrumentIndex instrument, Side side, double price)
        {
            if (orders[slot] is { IsActive: true } working)
            {
                if (working.LimitPrice!.Value.ToDouble() == price) return;
                Cancel(working);
            }
            orders[slot] = Submit(new OrderTerms(instrument, side, new Quantity(0.01m)) { Type = OrderType.Limit, LimitPrice = Price.FromMarket(price), Options = new OrderOptions { PostOnly = true } });
        }
    }
}
