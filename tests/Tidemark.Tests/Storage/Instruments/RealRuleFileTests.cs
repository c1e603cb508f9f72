using Tidemark.Storage.Instruments;
using Tidemark.Tests.Storage.Import;

namespace Tidemark.Tests.Storage.Instruments;

/// <summary>Venues' own files, as recorded, give the rules that they say.</summary>
public sealed class RealRuleFileTests : IDisposable
{
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("fixtures/basana/binance_btc_usdt_exchange_info.json", "2022-12-11T14:37:44.853Z", 1, 0)]
    [InlineData("fixtures/cryptofeed/BINANCE.0.gz", "2021-10-12T00:28:31.098Z", 1_695, 0)]
    [InlineData("fixtures/cryptofeed/BINANCE_FUTURES.0.gz", "2021-07-21T09:04:03.909Z", 121, 1)]
    [InlineData("fixtures/binance_net/Endpoints/UsdFutures/ExchangeData/GetExchangeInfo.txt", "2019-08-12T12:45:08.500Z", 1, 0)]
    public void ExchangeInfo_Recorded_IsTakenWholeAtItsServerTime(string file, string validFrom, int symbols, int leftOut)
    {
        var report = Assert.Single(Import(file).Files);
        Assert.Equal((Instant.Parse(validFrom), symbols, leftOut, "exchange-info"), (report.ValidFrom!.Value, report.Symbols, report.Skipped.Length, report.Layout));
    }

    [Theory]
    [InlineData("BTC/USDT@binance", "0.01", "0.00001", null, "5")]
    [InlineData("BTC/USD@kraken", "0.1", "0.00000001", "0.00005", null)]
    [InlineData("BTC/USDT:USDT@bybit", "0.1", "0.001", "0.001", null)]
    [InlineData("BTC/USD:USDC@dydx", "1", "0.0001", "0.0001", null)]
    public void SymbolProperties_OfManyVenues_SizeIsNotionalAtBinanceOnly(string instrument, string tick, string step, string? quantity, string? notional)
    {
        Import("fixtures/lean_symbol_properties_crypto.csv.gz");
        var rules = Assert.Single(folder.Catalog.Instruments.Find(InstrumentId.Parse(instrument)).Rules);
        Assert.Equal((tick, step, quantity, notional), (rules.PriceTick.ToString(), rules.QuantityStep.ToString(), rules.MinimumQuantity?.ToString(), rules.MinimumNotional?.ToString()));
        Assert.Equal(Instant.MinValue, rules.ValidFrom);
    }

    [Fact]
    public void TwoSnapshots_OfTwoYears_BothHoldInTheirTime()
    {
        Import("fixtures/cryptofeed/BINANCE.0.gz");
        Import("fixtures/basana/binance_btc_usdt_exchange_info.json");
        var bitcoin = folder.Catalog.Instruments.Find(InstrumentId.Parse("BTC/USDT@binance"));
        Assert.Equal(["2021-10-12T00:28:31.098Z", "2022-12-11T14:37:44.853Z"], bitcoin.Rules.Select(rules => rules.ValidFrom.ToString()));
        Assert.Equal(9_000m, bitcoin.RulesAt(Instant.Parse("2022-01-01")).MaximumQuantity);
    }

    private InstrumentImportResult Import(string file) => new InstrumentImporter(folder.Catalog, new InstrumentImportOptions()).Import([SharedFolders.DataPath(file)]);
}
