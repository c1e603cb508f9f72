using Tidemark.Research.Universes;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Research.Universes;

public sealed class UniverseFileTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Load_EveryKey_IsUnderstood()
    {
        var universe = Load("""
            name: liquid
            venue: Binance
            quote: [usdt, USDC]
            kind: spot
            interval: 1h
            refresh: 1w
            silence: 12h
            rules:
              - blacklist: ["*UP", USDC/USDT]
              - age: {min: 4w, max: 400}
              - volume: {over: 7d, min: 1_000_000, top: 20}
              - performance: {over: 30d, bottom: 3}
            """);
        Assert.Equal(("liquid", "binance", InstrumentKind.Spot, Interval.Hours(1), new Interval(1, IntervalUnit.Week), Interval.Hours(12)),
            (universe.Name, universe.Venue, universe.Kind!.Value, universe.Interval!.Value, universe.Refresh, universe.Silence));
        Assert.Equal(["USDT", "USDC"], universe.Quotes);
        Assert.Equal(["*UP", "USDC/USDT"], universe.Rules[0].Patterns);
        Assert.Equal((28.0, 400.0), (universe.Rules[1].Min!.Value, universe.Rules[1].Max!.Value));
        Assert.Equal(new UniverseRule(UniverseRuleKind.Volume) { Over = Interval.Days(7), Min = 1e6, Top = 20 }, universe.Rules[2]);
        Assert.Equal(3, universe.Rules[3].Bottom);
    }

    [Fact]
    public void Load_Json_IsYamlToo()
    {
        var universe = Load("""{"instruments": ["BTC/USDT@binance", "ETH/USDT@binance"], "rules": [{"price": {"min": 1}}]}""");
        Assert.Equal(["BTC/USDT@binance", "ETH/USDT@binance"], universe.Instruments.Select(id => id.ToString()));
        Assert.Equal("universe", universe.Name);
    }

    [Theory]
    [InlineData("venue: x\nrule: []", ":2: a universe has no key 'rule'; did you mean 'rules'?")]
    [InlineData("rules:\n  - volume: {top: 3}", ":2: the rule 'volume' needs a window")]
    [InlineData("rules:\n  - volum: {top: 3}", ":2: 'volum' is none of blacklist, age, volume")]
    [InlineData("rules:\n  - price: {over: 7d, min: 1}", ":2: the rule 'price' has no key 'over'")]
    [InlineData("rules:\n  - price: {}", "needs min, max, top or bottom")]
    [InlineData("rules:\n  - price: {min: 2, max: 1}", "min above its max")]
    [InlineData("rules:\n  - price: {top: 2, bottom: 1}", "both top and bottom")]
    [InlineData("rules:\n  - price: {top: 0}", "'0' is not a count")]
    [InlineData("rules:\n  - price: {min: cheap}", "'cheap' is not a number")]
    [InlineData("rules:\n  - range: {over: 1M, min: 1}", "no fixed length")]
    [InlineData("rules:\n  - price: {min: 1}\n    age: {min: 1}", "expected a rule")]
    [InlineData("rules: 5", "expected a list")]
    [InlineData("instruments: []", "'instruments' is empty")]
    [InlineData("instruments: [BTC]", "'BTC' is not an instrument")]
    [InlineData("instruments: [A/B@x, a/b@x]", "A/B@x is named twice")]
    [InlineData("instruments: [A/B@x]\nvenue: x", "give one or the other")]
    [InlineData("refresh: often", "'often' is not an interval")]
    [InlineData("name: nothing", "needs 'instruments', 'venue', 'quote' or 'rules'")]
    [InlineData("venue: [", "universe.yaml:")]
    [InlineData("", "expected one mapping")]
    public void Load_FileThatCannotBeUsed_NamesFileLineAndReason(string text, string reason)
    {
        var message = Assert.Throws<BadInputException>(() => Load(text)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains("universe.yaml", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoSuchFile_IsSaid() => Assert.Contains("no such file", Assert.Throws<BadInputException>(() => UniverseFile.Load(home.Path("none.yaml"))).Message, StringComparison.Ordinal);

    private UniverseDefinition Load(string text)
    {
        File.WriteAllText(home.Path("universe.yaml"), text);
        return UniverseFile.Load(home.Path("universe.yaml"));
    }
}
