using Tidemark.Exchange.Agents;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Integration.Tests.Exchange;

/// <summary>Recorded data that happens again in a book.</summary>
public sealed class MarketTapeTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 3, 1);

    [Fact]
    public void Trades_WithoutClients_HappenExactly_AndTheBookIsNeverCrossed()
    {
        var random = new SeededRandom(4, "tape");
        var (price, prints) = (65_000.0, new List<Trade>());
        for (var i = 0; i < 500; i++)
        {
            // Now and then a jump of half a percent.
            price *= 1 + (random.NextBool(0.02) ? 0.005 : 0.0002) * random.NextNormal();
            prints.Add(new Trade(Start + Duration.FromMilliseconds(137 * i), Math.Round(price, 2), Math.Round(0.001 + random.NextDouble(), 3), random.NextBool(0.5) ? Side.Buy : Side.Sell, i));
        }
        var (core, market, crowd) = Replaying(MarketTape.OfTrades("BTCUSDT", prints));
        Play(core, market, crowd, steps: 700);
        Assert.Equal(prints.Select(trade => ((decimal)trade.Price, (decimal)trade.Quantity, trade.Aggressor == Side.Sell)),
            market.Trades.Take(500).Select(trade => (trade.Price, trade.Quantity, trade.BuyerIsMaker)));
    }

    [Fact]
    public void Bars_WithoutClients_HaveTheSameOpenHighLowCloseAndVolume()
    {
        Bar[] bars =
        [
            new(Start, 65_000, 65_120, 64_900, 65_080, 4), new(Start + Duration.FromMinutes(1), 65_090, 65_300, 65_090, 65_100, 8),
            new(Start + Duration.FromMinutes(2), 65_050, 65_060, 64_000, 64_010, 40), new(Start + Duration.FromMinutes(3), 64_010, 64_010, 64_010, 64_010, 0.04),
        ];
        var (core, market, crowd) = Replaying(MarketTape.OfBars("BTCUSDT", bars, Duration.FromMinutes(1)));
        Play(core, market, crowd, steps: 2_326);
        Assert.Equal(bars.Select(bar => ((decimal)bar.Open, (decimal)bar.High, (decimal)bar.Low, (decimal)bar.Close, (decimal)bar.Volume)),
            market.SeriesOf("1m").Items.Select(kline => (kline.Open, kline.High, kline.Low, kline.Close, kline.Volume)));
    }

    [Fact]
    public void Order_InTheWayOfARecordedTrade_FillsAtItsOwnPrice()
    {
        var (core, market, crowd) = Replaying(MarketTape.OfTrades("BTCUSDT",
            [new(Start, 65_000, 1, Side.Buy, 1), new(Start + Duration.FromSeconds(5), 64_900, 1, Side.Sell, 2), new(Start + Duration.FromSeconds(9), 64_950, 1, Side.Buy, 3)]));
        var client = core.Open("client", isAgent: false);
        client.Of("USDT").Free = 100_000m;
        Play(core, market, crowd, steps: 10);
        OrderTicket Bid(string id, decimal price) => new() { ClientOrderId = id, Side = Side.Buy, Type = OrderType.Limit, Price = price, Quantity = 0.4m };
        var (hit, missed) = (core.Place(client, market, Bid("a", 64_920m)).Order!, core.Place(client, market, Bid("b", 64_890m)).Order!);
        Play(core, market, crowd, steps: 60);
        Assert.Equal((OrderState.Filled, 64_920m), (hit.State, hit.Fills[0].Price));
        Assert.True(hit.Fills[0].IsMaker);
        Assert.Equal(OrderState.New, missed.State);
    }

    [Fact]
    public async Task Server_WithATape_HasItsBeginningAsThePast()
    {
        var trades = Enumerable.Range(0, 4_000).Select(i => new Trade(Start + Duration.FromSeconds(i), 100 + i * 0.01, 0.5, Side.Buy, i));
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Tapes = [MarketTape.OfTrades("SOLUSDT", trades)], Speed = 0.000_001 });
        var recent = await exchange.GetAsync("/api/v3/trades?symbol=SOLUSDT&limit=1000");
        Assert.InRange(recent.GetArrayLength(), 298, 362);
        Assert.Equal("100.00000000", recent[0].GetProperty("price").GetString());
        await Assert.ThrowsAsync<BadInputException>(() => ExchangeUnderTest.StartAsync(options => options with { Tapes = [MarketTape.OfTrades("SOLUSD", trades)] }));
    }

    private static (ExchangeCore Core, Market Market, MarketCrowd Crowd) Replaying(MarketTape tape)
    {
        var core = new ExchangeCore([MarketRules.Default[0] with { OpeningPrice = tape.Prints[0].Price }], Start);
        var market = core.Markets.First();
        return (core, market, new MarketCrowd(core, market, 7, null, tape));
    }

    private static void Play(ExchangeCore core, Market market, MarketCrowd crowd, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            core.MoveTo(core.Time + Duration.FromMilliseconds(100));
            crowd.Act();
            Assert.True(market.Best(Side.Buy)!.Value.Price < market.Best(Side.Sell)!.Value.Price);
        }
    }
}
