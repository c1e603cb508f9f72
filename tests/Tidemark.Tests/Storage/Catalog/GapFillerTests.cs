using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Filling;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog;

/// <summary>Gaps filled from another venue by choice, and what becomes of the filled bars.</summary>
public sealed class GapFillerTests : IDisposable
{
    private static readonly InstrumentId Donor = InstrumentId.Parse("BTC/USD@coinbase");
    private static readonly InstrumentId Second = InstrumentId.Parse("BTC/USD@kraken");
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;

    public GapFillerTests()
    {
        catalog = MarketCatalog.Open(home.Folder);
        // Minutes 30 to 34, 40 and 60 to 69 are absent.
        catalog.AddBars(Bitcoin, Minute, Of(Enumerable.Range(0, 100).Where(m => m is not ((>= 30 and < 35) or 40 or (>= 60 and < 70)))), Source);
        catalog.AddBars(Donor, Minute, Of(Enumerable.Range(0, 100).Where(m => m is not (33 or 65)), 0.1), Source);
        catalog.AddBars(Second, Minute, Range(0, 100, 0.2), Source);
    }

    public void Dispose() => home.Dispose();

    [Fact]
    public void Gaps_Filled_HoldTheDonorsBarsAndAreMarked()
    {
        var fill = Find([Donor]);
        Assert.Equal((16, 14), (fill.AbsentBars, fill.FilledBars));
        Assert.Equal(84, fill.Parts[0].CommonBars);
        var info = new GapFiller(catalog).Store(fill);
        Assert.Equal((14, 2), (info.FilledBars, info.AbsentBars));
        Assert.Equal(All(Of(Enumerable.Range(0, 100).Where(m => m is not (33 or 65))).Between(Time(0), Time(30))), All(catalog.OpenBars(BitcoinMinutes).Between(Time(0), Time(30))));
        Assert.Equal(Bar(34, 0.1), catalog.OpenBars(BitcoinMinutes).Between(Time(34), Time(35))[0]);
        var source = catalog.List().Single(s => s.Instrument == Bitcoin).Sources.Single(s => s.Layout == GapFiller.Layout);
        Assert.Equal("BTC/USD@coinbase 1m", source.Name);
        Assert.Equal([new GapRange(Time(30), Time(33), 3), new GapRange(Time(34), Time(35), 1), new GapRange(Time(40), Time(41), 1), new GapRange(Time(60), Time(65), 5), new GapRange(Time(66), Time(70), 4)], source.Filled);
    }

    [Fact]
    public void Gaps_WithTwoDonors_TakeTheFirstThatHasTheBar()
    {
        var fill = Find([Donor, Second]);
        Assert.Equal([14, 2], fill.Parts.Select(part => part.Bars.Count));
        var info = new GapFiller(catalog).Store(fill);
        Assert.Equal((16, 0), (info.FilledBars, info.AbsentBars));
        Assert.Equal(Bar(33, 0.2), catalog.OpenBars(BitcoinMinutes).Between(Time(33), Time(34))[0]);
    }

    [Fact]
    public void Gaps_OutsideTheRangeOrTooLong_StayOpen()
    {
        Assert.Equal(1, Find([Second], longest: 4).FilledBars);
        Assert.Equal(7, Find([Second], from: Time(34), to: Time(65)).FilledBars);
    }

    [Fact]
    public void Donor_PricedOtherwise_IsRefused()
    {
        var other = InstrumentId.Parse("ETH/USD@coinbase");
        catalog.AddBars(other, Minute, Range(0, 100, 20), Source);
        Assert.Contains("differ from those of BTC/USD@bitfinex 1m by", Assert.Throws<BadInputException>(() => Find([other])).Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => Find([Bitcoin]));
    }

    [Fact]
    public void FilledBars_GiveWayToTheVenuesOwn()
    {
        new GapFiller(catalog).Store(Find([Donor]));
        var late = new SeriesSource("late.csv", "test", 4);
        var outcome = catalog.AddBars(Bitcoin, Minute, Of([31, 32, 33, 61]), late);
        Assert.Equal((1, 11), (outcome.Series.AbsentBars, outcome.Series.FilledBars));
        Assert.Equal(Bar(31), catalog.OpenBars(BitcoinMinutes).Between(Time(31), Time(32))[0]);
        Assert.Equal(Bar(30, 0.1), catalog.OpenBars(BitcoinMinutes).Between(Time(30), Time(31))[0]);
        var filled = outcome.Series.Sources.Single(s => s.Layout == GapFiller.Layout).Filled;
        Assert.Equal([new GapRange(Time(30), Time(31), 1), new GapRange(Time(34), Time(35), 1), new GapRange(Time(40), Time(41), 1), new GapRange(Time(60), Time(61), 1), new GapRange(Time(62), Time(65), 3), new GapRange(Time(66), Time(70), 4)], filled);
        Assert.Contains(late, outcome.Series.Sources);
        // The venue's own bars among themselves conflict as ever.
        Assert.Throws<BadInputException>(() => catalog.AddBars(Bitcoin, Minute, Of([31], 0.5), late));
    }

    private GapFill Find(InstrumentId[] donors, Instant? from = null, Instant? to = null, long longest = long.MaxValue) =>
        new GapFiller(catalog).Find(BitcoinMinutes, new GapFillOptions { Donors = [.. donors], From = from ?? Instant.MinValue, To = to ?? Instant.MaxValue, LongestGap = longest });
}
