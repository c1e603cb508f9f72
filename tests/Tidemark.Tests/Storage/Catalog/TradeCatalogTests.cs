using Tidemark.Storage.Catalog;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class TradeCatalogTests : IDisposable
{
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;

    public TradeCatalogTests() => catalog = MarketCatalog.Open(home.Folder);

    public void Dispose() => home.Dispose();

    [Fact]
    public void AddTrades_ThenOpen_GivesTheSameTrades()
    {
        Trade[] trades = [T(0, 100, 1, 5), T(0, 101, 2, 6), T(0, 101, 2, 7), T(4, 99, 1, 8)];
        var outcome = Add(trades);
        Assert.Equal(trades, Stored());
        Assert.Equal((4, "BTC/USD@bitfinex trades"), (outcome.Added, outcome.Series.Name));
        Assert.Equal(DataHash.Of(TradeColumns.FromTrades(trades)), outcome.Series.Hash);
        Assert.Equal((Time(0), Time(4)), (outcome.Series.First, outcome.Series.Last));
    }

    [Fact]
    public void AddTrades_ThatOverlap_KeepsEachTradeIdOnceInOrder()
    {
        Add(T(0, 100, 1, 5), T(2, 101, 2, 9));
        Add(T(0, 100, 1, 4), T(0, 100, 1, 5), T(1, 50, 1, 6), T(2, 101, 2, 8), T(2, 101, 2, 9), T(3, 7, 7, 10));
        Assert.Equal([4, 5, 6, 8, 9, 10], Stored().Select(trade => trade.TradeId));
        var before = home.CatalogFingerprint();
        Assert.False(Add(T(1, 50, 1, 6), T(2, 101, 2, 8)).Changed);
        Assert.Equal(before, home.CatalogFingerprint());
    }

    [Fact]
    public void AddTrades_WithoutIds_KeepsTheFullestCountOfEqualTrades()
    {
        Add(T(0, 100, 1, 0), T(0, 100, 1, 0), T(0, 101, 1, 0));
        Assert.False(Add(T(0, 100, 1, 0), T(0, 100, 1, 0), T(0, 101, 1, 0)).Changed);
        var outcome = Add(T(0, 100, 1, 0), T(0, 100, 1, 0), T(0, 100, 1, 0));
        Assert.Equal((1, 2), (outcome.Added, outcome.Identical));
        Assert.Equal(4, Stored().Count);
    }

    [Theory]
    [InlineData(ConflictRepair.Keep, 100)]
    [InlineData(ConflictRepair.Replace, 200)]
    public void AddTrades_WithConflictingId_NeedsARepair(ConflictRepair repair, double price)
    {
        Add(T(0, 100, 1, 5), T(2, 101, 2, 9));
        var failure = Assert.Throws<BadInputException>(() => Add(T(0, 200, 1, 5)));
        Assert.Contains("conflicting trades 5 at 2024-01-01T00:00:00Z: price 100 ", failure.Message, StringComparison.Ordinal);
        catalog.AddTrades(Bitcoin, [TradeColumns.FromTrades([T(0, 200, 1, 5)])], [Source], repair);
        Assert.Equal([price, 101], Stored().Select(trade => trade.Price));
    }

    [Fact]
    public void AddTrades_ThatCannotBeStored_AreRefused()
    {
        Assert.Throws<BadInputException>(() => Add(T(1, 1, 1, 1), T(0, 1, 1, 2)));
        Assert.Throws<BadInputException>(() => Add(T(1, -1, 1, 1)));
        Assert.Throws<BadInputException>(() => Add(T(1, 1, double.PositiveInfinity, 1)));
        Assert.Throws<BadInputException>(() => Add());
        Assert.Equal("none", home.CatalogFingerprint());
    }

    [Fact]
    public void OpenTrades_OfUnknownInstrument_NamesTheNearest()
    {
        catalog.AddBars(InstrumentId.Parse("BTC/USDT@binance"), Minute, Range(0, 1), Source);
        Assert.Contains("no trades of BTC/USD@bitfinex; the nearest is 'BTC/USDT@binance'", Assert.Throws<BadInputException>(() => catalog.OpenTrades(Bitcoin)).Message, StringComparison.Ordinal);
    }

    private ImportOutcome Add(params Trade[] trades) => catalog.AddTrades(Bitcoin, [TradeColumns.FromTrades(trades)], [Source]);

    private List<Trade> Stored()
    {
        var trades = catalog.OpenTrades(Bitcoin);
        return [.. Enumerable.Range(0, trades.Count).Select(i => trades[i])];
    }

    private static Trade T(int minute, double price, double quantity, long id) => new(Time(minute), price, quantity, id % 2 == 0 ? Side.Buy : Side.Sell, id);
}
