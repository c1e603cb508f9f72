using Tidemark.Simulation.Markets;
using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Simulation.Markets;

public sealed class StylizedFactsTests
{
    [Theory]
    [InlineData(1, "1m")]
    [InlineData(2, "1m")]
    [InlineData(3, "1m")]
    [InlineData(4, "5m")]
    [InlineData(5, "1h")]
    public void Judge_OfGeneratedMarkets_PutsEveryFactInItsBand(ulong seed, string interval)
    {
        var bars = new SyntheticMarket(new(seed, Interval.Parse(interval), Instant.FromDate(2020, 1, 1))).Generate(interval == "1h" ? 10_000 : 100_000);
        var facts = FactBands.Judge(StylizedFacts.Measure(bars), bars.Interval, null);
        Assert.Equal(3 + StylizedFacts.Lags.Length, facts.Count);
        Assert.All(facts, fact => Assert.True(fact.IsInside, fact.ToString()));
    }

    [Fact]
    public void Judge_OfARandomWalk_PutsItOutside()
    {
        var random = new SeededRandom(1, "walk");
        var price = 1000.0;
        var bars = BarColumns.FromBars(SomeBars.Minute, [.. Enumerable.Range(0, 50_000).Select(i => Flat(i, price *= 1 + 0.001 * random.NextNormal()))]);
        var facts = FactBands.Judge(StylizedFacts.Measure(bars), bars.Interval, null);
        Assert.Equal(["returnAutocorrelation1"], facts.Where(fact => fact.IsInside).Select(fact => fact.Name));
        Assert.InRange(facts[0].Value, -0.1, 0.1);
        Assert.Equal(0, facts[1].Value);
    }

    [Fact]
    public void Judge_OfRealMinutes_PutsEveryFactInItsBand()
    {
        var real = PlainCsv.Bars(SharedFolders.DataPath("ohlcv/bitfinex_BTCUSD_1m_2018.csv.gz"), SomeBars.Minute);
        var facts = StylizedFacts.Measure(real);
        Assert.All(FactBands.Judge(facts, real.Interval, null), fact => Assert.True(fact.IsInside, fact.ToString()));
        Assert.All(FactBands.Judge(facts, real.Interval, facts), fact => Assert.True(fact.IsInside && fact.Value == fact.Reference, fact.ToString()));
    }

    [Fact]
    public void Measure_CountsAJumpOnce()
    {
        var price = 1000.0;
        var bars = BarColumns.FromBars(SomeBars.Minute, [.. Enumerable.Range(0, 2000).Select(i =>
        {
            price *= i == 1000 ? 1.05 : i % 2 == 0 ? 1.001 : 0.999;
            return Flat(i, price);
        })]);
        Assert.Equal(1, StylizedFacts.Measure(bars).Jumps);
    }

    [Fact]
    public void Measure_OfTooFewBars_GivesNothingMeasured()
    {
        foreach (var count in new[] { 0, 1, 2 })
        {
            var facts = StylizedFacts.Measure(SomeBars.Range(0, count));
            Assert.All(FactBands.Judge(facts, SomeBars.Minute, null).Where(fact => fact.Name != "jumpsPerTenThousand"), fact => Assert.False(fact.IsMeasured));
        }
    }

    private static Bar Flat(int minute, double price) => new(SomeBars.Time(minute), price, price, price, price, 1);
}
