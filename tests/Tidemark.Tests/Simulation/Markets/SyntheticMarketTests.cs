using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Resampling;

namespace Tidemark.Tests.Simulation.Markets;

public sealed class SyntheticMarketTests
{
    private static readonly SyntheticMarketOptions Minutes = new(1, Interval.Minutes(1), Instant.FromDate(2020, 1, 1));

    [Fact]
    public void Generate_WithTheSameOptions_GivesTheSameBarsForEver()
    {
        // Committed: a change here changes every generated market that anyone has ever named by its seed.
        Assert.Equal(GoldenHash, DataHash.Of(new SyntheticMarket(Minutes).Generate(20_000)));
        Assert.NotEqual(GoldenHash, DataHash.Of(new SyntheticMarket(Minutes with { Seed = 2 }).Generate(20_000)));
    }

    private const string GoldenHash = "1207c1f51d83e0fd6e9a0f5e6cbb59f404e0e67959b6ca1298c5a419a8a6a7cc";

    [Theory]
    [InlineData("1m")]
    [InlineData("1h")]
    [InlineData("90s")]
    [InlineData("1w")]
    [InlineData("1M")]
    public void Generate_GivesValidAlignedBarsWithoutGapsOnTheTick(string text)
    {
        var interval = Interval.Parse(text);
        var market = new SyntheticMarket(Minutes with { Interval = interval, From = interval.OpenOf(Minutes.From) });
        var bars = market.Generate(interval.ApproximateNanoseconds > Duration.NanosecondsPerHour ? 30 : 3000);
        Assert.Empty(GapMap.Of(bars));
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            Assert.True(bar.IsValid && bar.Volume > 0 && interval.IsAligned(bar.OpenTime), bar.ToString());
            Assert.Equal((double)Math.Round((decimal)bar.Close, 2), bar.Close);
            Assert.Equal((double)Math.Round((decimal)bar.Volume, 6), bar.Volume);
        }
        Assert.Equal(bars.Interval.CloseOf(bars[bars.Count - 1].OpenTime), market.NextOpenTime);
    }

    [Fact]
    public void Restore_AtAnyBar_ContinuesExactly()
    {
        var straight = new SyntheticMarket(Minutes);
        var restarted = new SyntheticMarket(Minutes);
        for (var i = 0; i < 20_000; i++)
        {
            if (i % 77 == 0) restarted = SyntheticMarket.Restore(Minutes, restarted.Save());
            straight.Next(out var expected);
            restarted.Next(out var actual);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Generate_OfALongerInterval_ShowsTheSameMarket()
    {
        var hours = new SyntheticMarket(Minutes with { Interval = Interval.Hours(1) }).Generate(100);
        var built = BarResampler.Resample(new SyntheticMarket(Minutes).Generate(6000), Interval.Hours(1)).Bars;
        Assert.Equal(100, built.Count);
        for (var i = 0; i < 100; i++) Assert.Equal(built[i] with { Volume = hours[i].Volume }, hours[i]);
        Assert.Equal(built.Volume.ToArray().Sum(), hours.Volume.ToArray().Sum(), 1e-3);
    }

    [Fact]
    public void Next_AllocatesNothing()
    {
        var market = new SyntheticMarket(Minutes);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 20_000; i++) market.Next(out _);
        }));
    }

    [Theory]
    [InlineData(0.000002)]
    [InlineData(0.5)]
    [InlineData(900_000_000)]
    public void Generate_FromAnyStartPrice_KeepsEnoughDigits(double startPrice)
    {
        var bars = new SyntheticMarket(Minutes with { StartPrice = startPrice }).Generate(5000);
        Assert.True(bars.Close.ToArray().Distinct().Count() > 500);
        Assert.All(Enumerable.Range(0, bars.Count), i => Assert.True(bars[i].IsValid));
    }

    [Fact]
    public void Options_ThatCannotBeUsed_AreRefused()
    {
        Assert.Throws<BadInputException>(() => new SyntheticMarket(Minutes with { StartPrice = double.NaN }));
        Assert.Throws<BadInputException>(() => new SyntheticMarket(Minutes with { AnnualVolatility = 0 }));
        Assert.Throws<BadInputException>(() => new SyntheticMarket(Minutes with { From = new Instant(Minutes.From.Nanoseconds + 1) }));
    }
}
