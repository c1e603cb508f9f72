using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Resampling;
using static Tidemark.Tests.Storage.Catalog.SomeBars;

namespace Tidemark.Tests.Storage.Catalog.Resampling;

public sealed class ResolveTests : IDisposable
{
    private readonly TemporaryHome home = new();
    private readonly MarketCatalog catalog;

    public ResolveTests() => catalog = MarketCatalog.Open(home.Folder);

    public void Dispose() => home.Dispose();

    [Fact]
    public void Resolve_OfAStoredInterval_GivesItAsItIs()
    {
        catalog.AddBars(Bitcoin, Minute, Range(0, 10), Source);
        var resolved = catalog.Resolve(BitcoinMinutes);
        Assert.False(resolved.IsResampled);
        Assert.Equal("stored 1m bars", resolved.Description);
        Assert.Equal(All(Range(0, 10)), All(resolved.Bars));
    }

    [Fact]
    public void Resolve_OfALongerInterval_BuildsItFromTheFinestStored()
    {
        catalog.AddBars(Bitcoin, Interval.Minutes(15), BarColumns.FromBars(Interval.Minutes(15), [Bar(0), Bar(15)]), Source);
        catalog.AddBars(Bitcoin, Interval.Minutes(7), OneSevenMinuteBar(), Source);
        catalog.AddBars(Bitcoin, Minute, Range(0, 130), Source);
        var resolved = catalog.Resolve(new BarSpec(Bitcoin, Interval.Hours(1)));
        Assert.Equal("1h bars resampled from 1m", resolved.Description);
        Assert.Equal([new Bar(Time(0), 100, 161, 99, 160, VolumeOf(0, 60)), new Bar(Time(60), 160, 221, 159, 220, VolumeOf(60, 60))], All(resolved.Bars));
        Assert.Equal(new Bar(Time(120), 220, 231, 219, 230, VolumeOf(120, 10)), resolved.Unfinished);
    }

    [Fact]
    public void Resolve_WithTradesAlone_BuildsBarsFromThem()
    {
        catalog.AddTrades(Bitcoin, [TradeColumns.FromTrades([new Trade(Time(0), 5, 1, null, 1), new Trade(Time(2), 6, 1, null, 2), new Trade(Time(3), 7, 1, null, 3)])], [Source]);
        var resolved = catalog.Resolve(BitcoinMinutes);
        Assert.Equal("1m bars built from trades", resolved.Description);
        Assert.Equal([Time(0), Time(2)], All(resolved.Bars).Select(bar => bar.OpenTime));
        Assert.Equal(Time(3), resolved.Unfinished!.Value.OpenTime);
    }

    [Fact]
    public void Resolve_OfAnIntervalThatCannotBeBuilt_NamesWhatIsThere()
    {
        catalog.AddBars(Bitcoin, Interval.Hours(1), BarColumns.FromBars(Interval.Hours(1), [Bar(0)]), Source);
        var failure = Assert.Throws<BadInputException>(() => catalog.Resolve(new BarSpec(Bitcoin, Interval.Minutes(15))));
        Assert.Contains("it has 1h", failure.Message, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => BarResampler.Resample(catalog.OpenBars(new BarSpec(Bitcoin, Interval.Hours(1))), Interval.Minutes(90)));
    }

    private static BarColumns OneSevenMinuteBar() => BarColumns.FromBars(Interval.Minutes(7), [Bar(0) with { OpenTime = Interval.Minutes(7).OpenOf(Time(0)) }]);

    private static double VolumeOf(int from, int count) => Enumerable.Range(from, count).Sum(minute => minute % 7);
}
