using Tidemark.Storage.Catalog;

namespace Tidemark.Tests.Storage.Catalog;

public sealed class InstrumentStoreTests : IDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USD@bitfinex");
    private readonly TemporaryHome home = new();
    private readonly InstrumentStore store;

    public InstrumentStoreTests() => store = MarketCatalog.Open(home.Folder).Instruments;

    public void Dispose() => home.Dispose();

    [Fact]
    public void Set_ThenFind_GivesRulesWithTheirDates()
    {
        var instrument = new Instrument(Bitcoin,
            [new TradingRules(Instant.MinValue, 0.1m, null, null, null), new TradingRules(Instant.FromDate(2020, 1, 1), 0.01m, 0.00000001m, 0.0001m, 5m)],
            Instant.FromDate(2013, 4, 1), Instant.FromDate(2030, 1, 1));
        store.Set(instrument);
        store.Set(new Instrument(InstrumentId.Parse("ADA/USD@bitfinex")));
        var found = MarketCatalog.Open(home.Folder).Instruments.Find(Bitcoin);
        Assert.Equal(instrument.Rules.AsEnumerable(), found.Rules);
        Assert.Equal((instrument.ListedAt, instrument.DelistedAt), (found.ListedAt, found.DelistedAt));
        Assert.Equal(["ADA/USD@bitfinex", "BTC/USD@bitfinex"], store.List().Select(other => other.Id.ToString()));
    }

    [Fact]
    public void Find_OfAnUndeclaredInstrument_GivesOneWithoutRules()
    {
        Assert.Empty(store.Find(Bitcoin).Rules);
        Assert.False(File.Exists(store.FilePath));
    }

    [Theory]
    [InlineData("{", "instruments.json")]
    [InlineData("{\"version\":4,\"instruments\":[]}", "format version 4")]
    [InlineData("{\"version\":1,\"instruments\":[{\"id\":\"BTC\"}]}", "'BTC' is not an instrument")]
    [InlineData("{\"version\":1,\"instruments\":[{\"id\":\"BTC/USD@x\",\"rules\":[{\"priceTick\":-1}]}]}", "must be positive")]
    [InlineData("[]", "instruments.json")]
    public void List_OfAFileEditedBadly_SaysWhatIsWrong(string text, string reason)
    {
        Directory.CreateDirectory(home.CatalogFolder);
        File.WriteAllText(store.FilePath, text);
        Assert.Contains(reason, Assert.Throws<BadInputException>(store.List).Message, StringComparison.Ordinal);
    }
}
