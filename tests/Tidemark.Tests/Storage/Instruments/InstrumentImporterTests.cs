using Tidemark.Storage.Import.Repairs;
using Tidemark.Storage.Instruments;
using Tidemark.Tests.Storage.Import;

namespace Tidemark.Tests.Storage.Instruments;

public sealed class InstrumentImporterTests : IDisposable
{
    private const string Bitcoin = """
        {"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT","filters":[
          {"filterType":"PRICE_FILTER","tickSize":"0.01000000"},
          {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},
          {"filterType":"MARKET_LOT_SIZE","minQty":"0.00000000","maxQty":"328.5","stepSize":"0.00000000"},
          {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true}]}
        """;

    private static readonly InstrumentId BitcoinId = InstrumentId.Parse("BTC/USDT@binance");
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ExchangeInfo_SpotSymbol_IsStoredWithTheServerTimeAsItsDate()
    {
        Import(ExchangeInfo(Bitcoin));
        var rules = Assert.Single(Stored(BitcoinId).Rules);
        Assert.Equal(new TradingRules(Instant.Parse("2024-03-01"), 0.01m, 0.00001m, 0.00001m, 5m) { MaximumQuantity = 9_000m, MaximumMarketQuantity = 328.5m }, rules);
    }

    [Fact]
    public void ExchangeInfo_Futures_AreNamedByTheirMarginAndDelivery()
    {
        var file = ExchangeInfo(
            Future("BTCUSDT", "PERPETUAL", 4_133_404_800_000), Future("BTCUSDT_240628", "CURRENT_QUARTER", 1_719_561_600_000), Future("ODDUSDT", "", 4_133_404_800_000),
            """{"symbol":"BTCUSD_PERP","contractType":"PERPETUAL","contractSize":100,"baseAsset":"BTC","quoteAsset":"USD","marginAsset":"BTC","filters":[]}""");
        var result = Import(file);
        Assert.Equal(["BTC/USDT:USDT-240628@binance", "BTC/USDT:USDT@binance"], folder.Catalog.Instruments.List().Select(instrument => instrument.Id.ToString()));
        // That of the inverse contract has no filters.
        Assert.Equal(["ODDUSDT", "BTCUSD_PERP"], result.Files[0].Skipped.Select(skipped => skipped.Symbol));
        Assert.Null(Stored(InstrumentId.Parse("BTC/USDT:USDT@binance")).DelistedAt);
        var dated = Stored(InstrumentId.Parse("BTC/USDT:USDT-240628@binance"));
        Assert.Equal((Instant.Parse("2020-01-01"), Instant.Parse("2024-06-28T08:00")), (dated.ListedAt!.Value, dated.DelistedAt!.Value));
        Assert.Equal(7m, dated.Rules[0].MinimumNotional);
    }

    [Fact]
    public void ExchangeInfo_InverseContract_IsCountedInQuoteCurrency()
    {
        Import(ExchangeInfo("""
            {"symbol":"BTCUSD_PERP","contractType":"PERPETUAL","contractSize":100,"baseAsset":"BTC","quoteAsset":"USD","marginAsset":"BTC","filters":[
              {"filterType":"PRICE_FILTER","tickSize":"0.1"},{"filterType":"LOT_SIZE","minQty":"1","maxQty":"1000000","stepSize":"1"},
              {"filterType":"MARKET_LOT_SIZE","minQty":"1","maxQty":"60000","stepSize":"1"},{"filterType":"MAX_NUM_ORDERS","limit":200},
              {"filterType":"PERCENT_PRICE","multiplierUp":"1.0500","multiplierDown":"0.9500","multiplierDecimal":"4"}]}
            """));
        var rules = Assert.Single(Stored(InstrumentId.Parse("BTC/USD:BTC@binance")).Rules);
        Assert.Equal((0.1m, 100m, 100m, 100_000_000m, 6_000_000m), (rules.PriceTick, rules.QuantityStep, rules.MinimumQuantity, rules.MaximumQuantity, rules.MaximumMarketQuantity));
        Assert.Equal(new OrderBounds { BuyPriceUp = 1.05m, BuyPriceDown = 0.95m, SellPriceUp = 1.05m, SellPriceDown = 0.95m, MaximumOrders = 200 }, rules.Bounds);
    }

    [Fact]
    public void ExchangeInfo_BoundsOfASpotSymbol_AreKeptAndReadBack()
    {
        Import(ExchangeInfo("""
            {"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.01"},
              {"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"5","bidMultiplierDown":"0.2","askMultiplierUp":"6","askMultiplierDown":"0.1","avgPriceMins":5},
              {"filterType":"NOTIONAL","minNotional":"5.0","applyMinToMarket":true,"maxNotional":"9000000.0","applyMaxToMarket":false,"avgPriceMins":5},
              {"filterType":"MAX_NUM_ORDERS","maxNumOrders":200},{"filterType":"MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":5}]}
            """));
        Assert.Equal(new OrderBounds
        {
            BuyPriceUp = 5m,
            BuyPriceDown = 0.2m,
            SellPriceUp = 6m,
            SellPriceDown = 0.1m,
            MaximumNotional = 9_000_000m,
            HasMaximumForMarket = false,
            MaximumOrders = 200,
            MaximumTriggerOrders = 5,
        }, Assert.Single(Stored(BitcoinId).Rules).Bounds);
    }

    [Fact]
    public void ExchangeInfo_OverRulesFromBeforeBoundsWereKept_CompletesThem()
    {
        Import(ExchangeInfo(Bitcoin));
        var result = Import(ExchangeInfo(Bitcoin.Replace("\"applyMinToMarket\":true", "\"applyMinToMarket\":false", StringComparison.Ordinal)));
        Assert.Equal(1, result.Identical);
        Assert.False(Assert.Single(Stored(BitcoinId).Rules).Bounds!.HasMinimumForMarket);
    }

    [Fact]
    public void Import_Twice_ChangesNoByte()
    {
        var file = ExchangeInfo(Bitcoin);
        Import(file);
        var before = folder.Home.CatalogFingerprint();
        var written = File.GetLastWriteTimeUtc(folder.Catalog.Instruments.FilePath);
        var again = Import(file);
        Assert.Equal((0, 0, 1), (again.NewInstruments, again.NewPeriods, again.Identical));
        Assert.Equal(before, folder.Home.CatalogFingerprint());
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder.Catalog.Instruments.FilePath));
    }

    [Fact]
    public void Import_WithAnotherDate_AppendsAPeriod()
    {
        Import(ExchangeInfo(Bitcoin), Options with { ValidFrom = Instant.Parse("2022-01-01") });
        Import(ExchangeInfo(Bitcoin.Replace("\"5.0", "\"10.0", StringComparison.Ordinal)), Options with { ValidFrom = Instant.Parse("2020-01-01") });
        Assert.Equal([(Instant.Parse("2020-01-01"), 10m), (Instant.Parse("2022-01-01"), 5m)], Stored(BitcoinId).Rules.Select(rules => (rules.ValidFrom, rules.MinimumNotional!.Value)));
        Assert.Equal(10m, Stored(BitcoinId).RulesAt(Instant.Parse("2021-12-31T23:59:59.999999999Z")).MinimumNotional);
        Assert.Equal(TradingRules.None, Stored(BitcoinId).RulesAt(Instant.Parse("2019-12-31")));
    }

    [Theory]
    [InlineData(Repair.KeepFirst, "0.01")]
    [InlineData(Repair.KeepLast, "0.1")]
    public void Import_OtherRulesOfTheSameDate_AreDecidedByTheChosenRepairOrRefused(Repair repair, string tick)
    {
        Import(ExchangeInfo(Bitcoin));
        var other = ExchangeInfo(Bitcoin.Replace("0.01000000", "0.1", StringComparison.Ordinal));
        var before = folder.Home.CatalogFingerprint();
        var refusal = Assert.Throws<BadInputException>(() => Import(other)).Message;
        Assert.Contains("symbol BTCUSDT: BTC/USDT@binance has other rules from 2024-03-01T00:00:00Z: tick 0.01 there, 0.1 here", refusal, StringComparison.Ordinal);
        Assert.Equal(before, folder.Home.CatalogFingerprint());
        Import(other, Options with { Repairs = repair });
        Assert.Equal(tick, Stored(BitcoinId).Rules[0].PriceTick.ToString());
    }

    [Fact]
    public void Import_OneBadSymbolAmongGoodOnes_StoresNothingUnlessChosen()
    {
        var file = ExchangeInfo(Bitcoin, Bitcoin.Replace("BTC", "ETH", StringComparison.Ordinal).Replace("\"0.00001000\",\"max", "\"1e-5x\",\"max", StringComparison.Ordinal));
        Assert.Contains($"{file}: symbol ETHUSDT: LOT_SIZE.minQty: '1e-5x' is not a number", Assert.Throws<BadInputException>(() => Import(file)).Message, StringComparison.Ordinal);
        Assert.Equal("none", folder.Home.CatalogFingerprint());
        var result = Import(file, Options with { Repairs = Repair.SkipInvalid });
        Assert.Equal((1, "ETHUSDT"), (result.NewInstruments, Assert.Single(result.Files[0].Skipped).Symbol));
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("{\"a\":1}", "no list 'symbols'")]
    [InlineData("{\"symbols\":[]}", "no 'serverTime'")]
    [InlineData("{\"serverTime\":1,\"symbols\":[]}", "not one symbol")]
    [InlineData("{\"serverTime\":1,\"symbols\":[{}]}", "entry 1 of 'symbols'")]
    [InlineData("market,symbol\nx,y\n", "needs a column 'instrument'")]
    [InlineData("instrument,description\nBTC/USD@x,y\n", "no column holds a rule")]
    [InlineData("instrument,tick\nBTC,1\n", "'BTC' is not an instrument")]
    [InlineData("instrument,tick\nBTC/USD@x,-1\n", "symbol BTC/USD@x (line 2): tick: -1 is negative")]
    [InlineData("instrument,tick,price_tick\nBTC/USD@x,1,2\n", "'tick' and 'price_tick' say the same")]
    [InlineData("instrument,tick,valid_from\nBTC/USD@x,1,soon\n", "valid_from: 'soon' is not a time")]
    [InlineData("instrument,tick,maker_fee\nBTC/USD@x,1,7\n", "must be a fraction")]
    [InlineData("market,symbol,quote_currency,tick\nx,BTCUSD,EUR,1\n", "does not end with its quote currency EUR")]
    [InlineData("", "the file is empty")]
    public void Import_FileThatCannotBeUsed_IsRefusedByName(string text, string reason)
    {
        var file = folder.Write("rules.txt", text);
        var message = Assert.Throws<BadInputException>(() => Import(file)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("rules.txt", message, StringComparison.Ordinal);
        Assert.Equal("none", folder.Home.CatalogFingerprint());
    }

    [Fact]
    public void Table_OfAllColumns_GivesPeriodsRowByRow()
    {
        Import(folder.Write("rules.csv", """
            instrument,valid_from,tick,step,min_quantity,min_notional,max_quantity,maker_fee,taker_fee,listed,delisted
            BTC/USD@x,2020-01-01,0.1,0.001,0.002,5,100,0.001,0.002,2019-01-01,2024-01-01
            "BTC/USD@x",2021-01-01,0.01,0.001,0.002,10,100,0.0008,0.001,2019-01-01,2024-01-01
            """));
        var instrument = Stored(InstrumentId.Parse("BTC/USD@x"));
        Assert.Equal([(0.1m, 0.001m, 0.002m), (0.01m, 0.0008m, 0.001m)], instrument.Rules.Select(rules => (rules.PriceTick!.Value, rules.MakerFeeRate!.Value, rules.TakerFeeRate!.Value)));
        Assert.Equal((Instant.Parse("2019-01-01"), Instant.Parse("2024-01-01")), (instrument.ListedAt!.Value, instrument.DelistedAt!.Value));
    }

    [Fact]
    public void FeeTier_DeclaredBefore_HoldsOnUnderRulesThatAreSilentAboutFees()
    {
        Import(ExchangeInfo(Bitcoin), Options with { ValidFrom = Instant.Parse("2020-01-01"), MakerFeeRate = 0.001m, TakerFeeRate = 0.002m });
        Import(ExchangeInfo(Bitcoin), Options with { ValidFrom = Instant.Parse("2021-01-01") });
        Assert.Equal(0.002m, Stored(BitcoinId).RulesAt(Instant.Parse("2022-01-01")).TakerFeeRate);
        Assert.Equal(1, Import(ExchangeInfo(Bitcoin), Options with { ValidFrom = Instant.Parse("2020-01-01") }).Identical);
    }

    [Fact]
    public void Only_NamedInstruments_AreTakenAndMustBeThere()
    {
        var file = ExchangeInfo(Bitcoin, Bitcoin.Replace("BTC", "ETH", StringComparison.Ordinal));
        Import(file, Options with { Only = [BitcoinId] });
        Assert.Equal(BitcoinId, Assert.Single(folder.Catalog.Instruments.List()).Id);
        Assert.Contains("no file has rules of it", Assert.Throws<BadInputException>(() => Import(file, Options with { Only = [InstrumentId.Parse("XRP/USDT@binance")] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StoreOfVersion1_Changed_IsKeptBeside()
    {
        Directory.CreateDirectory(folder.Home.CatalogFolder);
        var old = """{"version":1,"instruments":[{"id":"BTC/USDT@binance","rules":[{"priceTick":0.5}]}]}""";
        File.WriteAllText(folder.Catalog.Instruments.FilePath, old);
        Import(ExchangeInfo(Bitcoin));
        Assert.Equal(old, File.ReadAllText(Path.Combine(folder.Home.CatalogFolder, "instruments.v1.json")));
        Assert.Equal([0.5m, 0.01m], Stored(BitcoinId).Rules.Select(rules => rules.PriceTick!.Value));
    }

    private static InstrumentImportOptions Options => new();

    private InstrumentImportResult Import(string file, InstrumentImportOptions? options = null) => new InstrumentImporter(folder.Catalog, options ?? Options).Import([file]);

    private Instrument Stored(InstrumentId id) => folder.Catalog.Instruments.Find(id);

    private string ExchangeInfo(params string[] symbols) =>
        folder.Write("exchangeInfo.json", $"{{\"timezone\":\"UTC\",\"serverTime\":{Instant.Parse("2024-03-01").UnixMilliseconds},\"symbols\":[{string.Join(',', symbols)}]}}");

    private static string Future(string symbol, string type, long deliveryDate) => $$"""
        {"symbol":"{{symbol}}","contractType":"{{type}}","deliveryDate":{{deliveryDate}},"onboardDate":1577836800000,"baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT",
         "filters":[{"filterType":"PRICE_FILTER","tickSize":"0.1"},{"filterType":"LOT_SIZE","stepSize":"0.001","minQty":"0.001","maxQty":"1000"},{"filterType":"MIN_NOTIONAL","notional":"7"}]}
        """;
}
