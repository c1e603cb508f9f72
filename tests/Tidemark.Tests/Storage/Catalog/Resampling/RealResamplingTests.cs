using Tidemark.Storage.Catalog.Resampling;

namespace Tidemark.Tests.Storage.Catalog.Resampling;

/// <summary>Bars that a venue made itself, against ours built from its finer bars and trades.</summary>
public sealed class RealResamplingTests
{
    private static readonly string[] Intervals = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        for (var finer = 0; finer < Intervals.Length; finer++)
            for (var coarser = finer + 1; coarser < Intervals.Length; coarser++)
                pairs.Add(Intervals[finer], Intervals[coarser]);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Resample_OfOneVenueAtOneMoment_GivesItsOwnLongerBars(string finer, string coarser)
    {
        var built = BarResampler.Resample(MultiTimeframe(finer), Interval.Parse(coarser)).Bars;
        var theirs = MultiTimeframe(coarser);
        // The first built bar may begin in its middle; the last of theirs is unfinished.
        Compare(built, theirs, skipFirst: true, atMostMissing: 0);
    }

    [Fact]
    public void Resample_OfPerpetualHours_GivesTheVenuesEightHours()
    {
        var hours = PlainCsv.Bars(SharedFolders.DataPath("ohlcv/binance_perp_BTCUSDT_1h_2019-2021.csv.gz"), Interval.Hours(1));
        var theirs = PlainCsv.Bars(SharedFolders.DataPath("ohlcv/binance_perp_BTCUSDT_8h_2019-2021.csv.gz"), Interval.Hours(8));
        var built = BarResampler.Resample(hours, Interval.Hours(8)).Bars;
        // The shared folder's notes: 2,533 of 2,535 agree.
        Compare(built, theirs, skipFirst: true, atMostMissing: 2);
    }

    [Theory]
    [InlineData("1m")]
    [InlineData("5m")]
    public void Resample_OfTrades_GivesTheVenuesBars(string interval)
    {
        var trades = PlainCsv.Trades(SharedFolders.DataPath("ticks/binance_XRPETH_trades_201910.csv.gz"));
        var theirs = PlainCsv.Bars(SharedFolders.DataPath($"ohlcv/binance_XRPETH_{interval}_201910.csv.gz"), Interval.Parse(interval));
        var built = BarResampler.Resample(trades, Interval.Parse(interval)).Bars;
        Compare(built, theirs, skipFirst: false, atMostMissing: 0);
        Assert.Equal(theirs.Count, built.Count + 1);
    }

    private static BarColumns MultiTimeframe(string interval) =>
        PlainCsv.Bars(SharedFolders.DataPath($"ohlcv/multi_timeframe/binance_ADAUSDT_{interval}_202004.csv.gz"), Interval.Parse(interval));

    private static void Compare(BarColumns built, BarColumns theirs, bool skipFirst, int atMostMissing)
    {
        var differing = new List<string>();
        var compared = 0;
        for (var i = skipFirst ? 1 : 0; i < built.Count; i++)
        {
            var ours = built[i];
            var at = theirs.LowerBound(ours.OpenTime);
            if (at >= theirs.Count - 1 || theirs[at].OpenTime != ours.OpenTime) continue;
            compared++;
            var other = theirs[at];
            var sameVolume = Math.Abs(ours.Volume - other.Volume) <= 1e-9 * other.Volume;
            if (ours with { Volume = other.Volume } != other || !sameVolume) differing.Add($"{ours} built, {other} theirs");
        }
        Assert.True(differing.Count <= atMostMissing, string.Join('\n', differing.Take(5)));
        Assert.True(compared > 0 || built.Count < 4, "nothing was compared");
    }
}
