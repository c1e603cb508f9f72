using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tidemark.Engine.Portfolios;
using Tidemark.Research.Reports;
using Tidemark.Research.Results;
using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Research.Results;

namespace Tidemark.Tests.Research.Reports;

public sealed partial class TearSheetTests
{
    private const int LargestPage = 5_000_000;

    [Fact]
    public void Write_AnyRun_NeedsNothingFromElsewhere()
    {
        var page = Page(LongRun(2_000, 40));
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("""src\s*=|href\s*=\s*"?[^"#]|@import|url\(|fetch\(|XMLHttpRequest|WebSocket""", page);
        // The name of the SVG namespace is no address that is asked for.
        Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/2000/svg)", page);
    }

    [Fact]
    public void Write_ManyBarsAndTrades_StaysSmallAndKeepsWhatMatters()
    {
        var report = LongRun(600_000, 30_000);
        var page = Page(report);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, LargestPage);
        using var data = Data(page);
        var instrument = data.RootElement.GetProperty("instruments")[0];
        Assert.Equal(3, instrument.GetProperty("barsPerCandle").GetInt32());
        Assert.Equal(200_000, instrument.GetProperty("count").GetInt32());
        Assert.Equal(report.Result.Fills.Count, PackedCandlesReader.Read(instrument).Fills.Sum(fill => fill.Buys + fill.Sells));
        var lowest = report.Result.Equity.Values.Span.ToArray().Min();
        Assert.Contains(data.RootElement.GetProperty("equity").GetProperty("v").EnumerateArray(), value => Math.Abs(value.GetDouble() - lowest) < 1e-3);
        Assert.InRange(data.RootElement.GetProperty("windows").GetArrayLength(), 20, 40);
    }

    [Fact]
    public void Write_FewBars_ShowsThemAsTheyAre()
    {
        var report = LongRun(100, 4);
        using var data = Data(Page(report));
        var instrument = data.RootElement.GetProperty("instruments")[0];
        Assert.Equal(1, instrument.GetProperty("barsPerCandle").GetInt32());
        Assert.Equal(100, instrument.GetProperty("count").GetInt32());
        Assert.Equal(Samples.Start.UnixSeconds, instrument.GetProperty("from").GetInt64());
        Assert.Empty(data.RootElement.GetProperty("windows").EnumerateArray());
        Assert.Equal(2, data.RootElement.GetProperty("trips").GetArrayLength());
    }

    [Fact]
    public void Write_RunWithoutBarsOrTrades_IsStillAPage()
    {
        var page = Page(Samples.Report("1h", Samples.Equity("1h")));
        Assert.Contains("there was no bar to trade", page, StringComparison.Ordinal);
        Assert.Contains("No round trip was closed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page.Replace("isNaN", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TextFromOutside_CannotBecomeMarkup()
    {
        var equity = Samples.Equity("1d", 1000, 1100);
        var description = Samples.Description("1d", equity) with
        {
            Strategy = "<img onerror=1>",
            Parameters = [new("x", "</script><script>alert(1)</script>")],
            Notes = ["\"><b>note"],
        };
        var page = Page(RunReport.Create(Samples.Result(equity, roundTrips: [Samples.RoundTrip(1m, "</td><u>")]), description, []));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>note", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</td><u>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SyntheticData_SaysSoInTheHeader()
    {
        var equity = Samples.Equity("1d", 1000, 1100);
        Assert.Contains("SYNTHETIC DATA", Page(RunReport.Create(Samples.Result(equity), Samples.Description("1d", equity) with { IsSynthetic = true }, [])), StringComparison.Ordinal);
        Assert.DoesNotContain("SYNTHETIC", Page(Samples.Report("1d", equity)), StringComparison.Ordinal);
    }

    [Fact]
    public void Months_AcrossYears_MultiplyToTheWhole()
    {
        var random = new SeededRandom(5, "months");
        var equity = 1000.0;
        var values = Enumerable.Range(0, 500).Select(_ => equity *= 1 + 0.01 * random.NextNormal()).ToArray();
        var report = Samples.Report("1d", Samples.Equity("1d", values));
        var years = MonthlyReturns.Of(report);
        Assert.Equal([2024, 2025], years.Select(year => year.Year));
        Assert.Equal(12, years[0].Months.Count(double.IsFinite));
        Assert.Equal(5, years[1].Months.Count(double.IsFinite));
        foreach (var year in years) Assert.Equal(year.Total, year.Months.Where(double.IsFinite).Aggregate(1.0, (product, month) => product * (1 + month)) - 1, 10);
        Assert.Equal(report.Statistics.TotalReturn, years.Aggregate(1.0, (product, year) => product * (1 + year.Total)) - 1, 10);
        Assert.Equal(values[30] / 1000 - 1, years[0].Months[0], 12);
    }

    [Fact]
    public void Candles_SeveralBarsEach_HaveTheirExtremesAndFills()
    {
        var bars = Samples.Bars("1h", 10, 12, 8, 9, 11);
        var candles = CandleSeries.Of(bars, 3, [Samples.Fill(0, Side.Buy, 1m, 10m, 0m), Samples.Fill(1, Side.Buy, 3m, 14m, 0m), Samples.Fill(3, Side.Sell, 4m, 9m, 0m)]);
        Assert.Equal(2, candles.BarsPerCandle);
        Assert.Equal([10, 12, 9], candles.Open);
        Assert.Equal([12, 9, 11], candles.Close);
        Assert.Equal([12, 12, 11], candles.High);
        Assert.Equal([10, 8, 9], candles.Low);
        Assert.Equal([new CandleFills(0, 2, 13, 0, 0), new CandleFills(1, 0, 0, 1, 9)], candles.Fills);
    }

    [Theory]
    [InlineData(2_000_000, 0)]
    [InlineData(1_000_000, 400_000)]
    public void Write_AnyNumberOfBars_StaysBelowFiveMegabytes(int bars, int fills) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Page(LongRun(bars, fills))), 100_000, LargestPage);

    [Fact]
    public void Write_ManyInstruments_DrawsThoseTradedMost()
    {
        var bars = Samples.Bars("1h", [.. Enumerable.Range(0, 50).Select(i => 100.0 + i)]);
        var equity = Samples.Equity("1h", [.. Enumerable.Repeat(1000.0, 50)]);
        var ids = Enumerable.Range(0, 70).Select(i => InstrumentId.Parse($"C{i}/USDT@binance")).ToArray();
        var fills = ids.SelectMany((_, i) => i < 10 ? [] : new[] { Samples.Fill(i % 50, Side.Buy, 1m, 100m, 0m, instrument: i) }).ToArray();
        var result = Samples.Result(equity, fills, [Samples.RoundTrip(5m, instrument: 69), Samples.RoundTrip(-5m, instrument: 12)]) with { Instruments = [.. ids.Select(id => new Instrument(id))] };
        var page = Page(RunReport.Create(result, Samples.Description("1h", equity, ids), [.. ids.Select(_ => bars)]));
        using var data = Data(page);
        Assert.Equal(Enumerable.Range(10, 60), data.RootElement.GetProperty("instruments").EnumerateArray().Select(one => one.GetProperty("index").GetInt32()));
        Assert.Contains("and 65 more", page, StringComparison.Ordinal);
        Assert.Contains("The 60 instruments that were traded most are shown.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void ShownTrades_ManyTrips_AreTheExtremesAndTheLast()
    {
        var trips = Enumerable.Range(0, 100).Select(i => Samples.RoundTrip(i % 2 == 0 ? i : -i)).ToArray();
        var shown = ShownTrades.Of(trips);
        Assert.Equal([98, 96, 94], shown.Best.Take(3));
        Assert.Equal([99, 97, 95], shown.Worst.Take(3));
        Assert.Equal(Enumerable.Range(80, 20).Reverse(), shown.Last);
        Assert.Equal(shown.All.Distinct().Order(), shown.All);
    }

    [Theory]
    [InlineData(80, 0)]
    [InlineData(90, 30)]
    [InlineData(270, 90)]
    [InlineData(600, 180)]
    public void RollingFigures_LengthOfTheRun_ChoosesTheWindow(int days, int window)
    {
        var random = new SeededRandom(6, "rolling");
        var rolling = RollingFigures.Of(Samples.Report("1d", Samples.Equity("1d", [.. Enumerable.Range(0, days).Select(_ => 1000 + random.NextNormal())])), 1000);
        Assert.Equal(window, rolling.Window);
        if (window > 0) Assert.Equal(days - window + 1, rolling.Sharpe!.Values.Length);
    }

    private static RunReport LongRun(int barCount, int fillCount)
    {
        var random = new SeededRandom(9, "page");
        var close = 100.0;
        var bars = Samples.Bars("1m", [.. Enumerable.Range(0, barCount).Select(_ => close *= 1 + 0.001 * random.NextNormal())]);
        var value = 1000.0;
        var equity = new EquityCurve(bars.OpenTimes, Enumerable.Range(0, barCount).Select(_ => value *= 1 + 0.0002 * random.NextNormal()).ToArray());
        var fills = new List<Fill>();
        var trips = new List<RoundTrip>();
        for (var i = 0; i < fillCount; i++)
        {
            var index = (int)((long)barCount * i / fillCount);
            var fill = Samples.Fill(0, i % 2 == 0 ? Side.Buy : Side.Sell, 1m, (decimal)bars.Open.Span[index], 0.1m) with { Time = new Instant(bars.OpenTimes.Span[index]) };
            fills.Add(fill);
            if (i % 2 == 1) trips.Add(Samples.RoundTrip(fill.Price.Value - fills[i - 1].Price.Value) with { EntryTime = fills[i - 1].Time, ExitTime = fill.Time });
        }
        return Samples.Report("1m", equity, fills, trips, [bars]);
    }

    private static string Page(RunReport report)
    {
        using var stream = new MemoryStream();
        TearSheet.Write(stream, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonDocument Data(string page) => JsonDocument.Parse(DataElement().Match(page).Groups[1].Value);

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();
}
