using System.Text.Json;
using Tidemark.Research.Reports;
using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Research.Results;

namespace Tidemark.Tests.Research.Reports;

public sealed class PackedCandlesTests
{
    [Theory]
    [InlineData(0.00000001, 0)]
    [InlineData(65_000, 0)]
    [InlineData(1e9, 0)]
    [InlineData(50, -60)]
    public void Write_AnyPrices_AreReadBackFinerThanAScreenShows(double start, double shift)
    {
        var random = new SeededRandom(8, "packed");
        var price = start;
        var bars = new List<Bar>();
        for (var i = 0; i < 3_000; i++)
        {
            var open = price;
            price *= Math.Exp(0.01 * random.NextNormal());
            // Holes of any length, and a price that doubles overnight.
            if (i == 1_500) price *= 2;
            var minute = i + (i > 700 ? 12 : 0) + (i > 2_000 ? 1_000_000 : 0);
            bars.Add(new Bar(Samples.Start + Duration.FromMinutes(minute), open + shift, Math.Max(open, price) * 1.001 + shift, Math.Min(open, price) * 0.999 + shift, price + shift, 1));
        }
        var columns = BarColumns.FromBars(Interval.Minutes(1), bars);
        Fill[] fills = [Fill(columns, 3, Side.Buy), Fill(columns, 3, Side.Sell), Fill(columns, 1_700, Side.Sell)];
        var candles = CandleSeries.Of(columns, 3_000, fills);
        var (read, readFills) = PackedCandlesReader.Read(Written(candles));
        var tolerance = shift == 0 ? 1.01e-6 : 1.01e-6 * (bars.Max(bar => bar.High) - bars.Min(bar => bar.Low));
        for (var i = 0; i < bars.Count; i++)
        {
            Assert.Equal(bars[i].OpenTime.UnixSeconds, read[i].Time);
            foreach (var (expected, actual) in ((double, double)[])[(bars[i].Open, read[i].Open), (bars[i].High, read[i].High), (bars[i].Low, read[i].Low), (bars[i].Close, read[i].Close)])
                Assert.InRange(Math.Abs(actual - expected) / (shift == 0 ? expected : 1), 0, tolerance);
        }
        Assert.Equal([(3, 1, 1), (1_700, 0, 1)], readFills.Select(each => (each.Candle, each.Buys, each.Sells)));
        Assert.InRange(Math.Abs(readFills[1].SellPrice - candles.Fills[1].SellPrice), 0, Math.Abs(candles.Fills[1].SellPrice) * 1.01e-6 + (shift == 0 ? 0 : tolerance));
    }

    [Fact]
    public void Write_CandlesOfAnActiveMarket_TakeFewLetters()
    {
        var random = new SeededRandom(9, "packed");
        var price = 30_000.0;
        var bars = Samples.Bars("1m", [.. Enumerable.Range(0, 10_000).Select(_ => price *= Math.Exp(0.001 * random.NextNormal()))]);
        Assert.InRange(Written(CandleSeries.Of(bars, 10_000, [])).GetProperty("candles").GetString()!.Length / 10_000.0, 4, 10);
    }

    [Fact]
    public void Write_NothingAndOneCandle_AreReadBack()
    {
        Assert.Empty(PackedCandlesReader.Read(Written(CandleSeries.Of(Samples.Bars("1h"), 10, []))).Candles);
        Assert.Equal((Samples.Start.UnixSeconds, 5.0), Assert.Single(PackedCandlesReader.Read(Written(CandleSeries.Of(Samples.Bars("1h", 5), 10, []))).Candles) is var one ? (one.Time, one.Close) : default);
    }

    private static Fill Fill(BarColumns bars, int index, Side side) =>
        Samples.Fill(0, side, 1m, Math.Max((decimal)bars.Close.Span[index], 0.00000001m), 0m) with { Time = new Instant(bars.OpenTimes.Span[index]) };

    private static JsonElement Written(CandleSeries candles)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            PackedCandles.Write(writer, candles);
            writer.WriteEndObject();
        }
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }
}
