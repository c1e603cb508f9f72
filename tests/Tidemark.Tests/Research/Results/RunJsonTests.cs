using System.Globalization;
using System.Text.Json;
using Tidemark.Engine.Portfolios;
using Tidemark.Research.Results;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Research.Results;

public sealed class RunJsonTests
{
    [Fact]
    public void WriteJson_Run_NamesEverythingThatFiguresDependOn()
    {
        using var document = Write(Samples.Report("1h", Samples.Equity("1h", 1000, 1001)), id: "240101-000000-ab");
        var run = document.RootElement.GetProperty("run");
        Assert.Equal("240101-000000-ab", run.GetProperty("id").GetString());
        Assert.Equal("ma-cross", run.GetProperty("strategy").GetString());
        Assert.Equal(10, run.GetProperty("parameters").GetProperty("fast").GetInt32());
        Assert.Equal(0.03m, run.GetProperty("parameters").GetProperty("stop-loss").GetDecimal());
        Assert.Equal("long-only", run.GetProperty("parameters").GetProperty("direction").GetString());
        Assert.True(run.GetProperty("parameters").GetProperty("bracket").GetBoolean());
        Assert.Equal(["BTC/USDT@binance", "ETH/USDT@binance"], run.GetProperty("instruments").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal("1h", run.GetProperty("interval").GetString());
        Assert.Equal("2024-01-01T00:00:00Z", run.GetProperty("from").GetString());
        Assert.Equal("2024-01-01T02:00:00Z", run.GetProperty("to").GetString());
        Assert.Equal(2, run.GetProperty("bars").GetInt32());
        Assert.Equal(0.001m, run.GetProperty("costs").GetProperty("takerFeeRate").GetDecimal());
        Assert.Equal("worst-case", run.GetProperty("fillModel").GetString());
        Assert.Equal(7, run.GetProperty("seed").GetInt32());
        Assert.Equal("data", run.GetProperty("dataHash").GetString());
        Assert.Matches("^[0-9a-f]{64}$", run.GetProperty("runHash").GetString());
        Assert.Equal(2, run.GetProperty("refusals").GetProperty("insufficientFunds").GetInt32());
        Assert.Contains("a warning of the run", run.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public void WriteJson_Drawdowns_AreTheDeepestFirstWithTheirDates()
    {
        using var document = Write(Samples.Report("1d", Samples.Equity("1d", 1000, 990, 1010, 505, 1000)));
        var drawdowns = document.RootElement.GetProperty("drawdowns").EnumerateArray().ToArray();
        Assert.Equal([-0.5, -0.01], drawdowns.Select(each => Math.Round(each.GetProperty("depth").GetDouble(), 12)));
        Assert.Equal("2024-01-03T00:00:00Z", drawdowns[0].GetProperty("peak").GetString());
        Assert.Equal("2024-01-04T00:00:00Z", drawdowns[0].GetProperty("trough").GetString());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (drawdowns[0].GetProperty("recovery").ValueKind, drawdowns[0].GetProperty("periodsBack").ValueKind));
        Assert.Equal((1, 1, 2), (drawdowns[1].GetProperty("periodsDown").GetInt32(), drawdowns[1].GetProperty("periodsBack").GetInt32(), drawdowns[1].GetProperty("periods").GetInt32()));
    }

    [Fact]
    public void WriteJson_FillsAndRoundTrips_AreExactNumbersAndIsoTimes()
    {
        using var document = Write(Samples.Report("1h", Samples.Equity("1h", 1000, 1001),
            [Samples.Fill(1, Side.Buy, 0.5m, 11212.89m, 5.606445m), Samples.Fill(2, Side.Sell, 0.00000001m, 0.1m, 0.10m)], [Samples.RoundTrip(-3m, "stop-loss")]));
        var fills = document.RootElement.GetProperty("fills");
        Assert.Equal("2024-01-01T01:00:00Z", fills[0].GetProperty("time").GetString());
        Assert.Equal("buy", fills[0].GetProperty("side").GetString());
        Assert.Equal("11212.89", fills[0].GetProperty("price").GetRawText());
        Assert.Equal("0.00000001", fills[1].GetProperty("quantity").GetRawText());
        Assert.Equal("0.1", fills[1].GetProperty("fee").GetRawText());
        Assert.Equal("taker", fills[0].GetProperty("role").GetString());
        Assert.Equal("t2", fills[1].GetProperty("tradeId").GetString());
        var trip = document.RootElement.GetProperty("roundTrips")[0];
        Assert.Equal(["instrument", "side", "entryTime", "entryPrice", "exitTime", "exitPrice", "quantity", "pnl", "return", "fees", "mae", "mfe", "bars", "entryTag", "exitReason"],
            trip.EnumerateObject().Select(property => property.Name));
        Assert.Equal(-0.03, trip.GetProperty("return").GetDouble());
    }

    [Fact]
    public void WriteJson_UndefinedFigures_AreNull()
    {
        using var document = Write(Samples.Report("1h", Samples.Equity("1h")));
        var statistics = document.RootElement.GetProperty("statistics");
        foreach (var name in (string[])["sharpeRatio", "winRate", "profitFactor", "exposure", "turnover", "maxDrawdownPeak", "buyAndHold", "versusBuyAndHold", "annualReturn"])
            Assert.Equal(JsonValueKind.Null, statistics.GetProperty(name).ValueKind);
    }

    [Fact]
    public void WriteJson_Equity_RoundTripsEveryBit()
    {
        var random = new SeededRandom(4, "equity");
        var values = new double[3000];
        var times = new long[values.Length];
        var time = Samples.Start.Nanoseconds - 40 * Duration.NanosecondsPerDay;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal() * Math.Pow(10, random.NextInt(30) - 10);
            times[i] = time += 1 + (random.NextInt(4) switch { 0 => random.NextInt(1000), 1 => 1000L * random.NextInt(1000), 2 => 1_000_000L * random.NextInt(1000), _ => 60_000_000_000L * random.NextInt(2000) });
        }
        using var document = Write(Samples.Report("1m", new EquityCurve(times, values)));
        var points = document.RootElement.GetProperty("equity").EnumerateArray().ToArray();
        Assert.Equal(values.Length, points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            Assert.Equal(new Instant(times[i]).ToString(), points[i].GetProperty("time").GetString());
            Assert.Equal(values[i], points[i].GetProperty("equity").GetDouble());
        }
    }

    [Fact]
    public void WriteJson_LongEquity_IsThinnedUnlessFull()
    {
        var equity = Samples.Equity("1m", [.. Enumerable.Range(0, 150_000).Select(i => i == 77_777 ? 5.0 : 1000.0 + i % 7)]);
        var report = Samples.Report("1m", equity);
        using var thinned = Write(report);
        Assert.True(thinned.RootElement.GetProperty("equityPoints").GetProperty("thinned").GetBoolean());
        Assert.Equal(150_000, thinned.RootElement.GetProperty("equityPoints").GetProperty("total").GetInt32());
        var points = thinned.RootElement.GetProperty("equity");
        Assert.InRange(points.GetArrayLength(), 1000, 100_000);
        Assert.Contains(points.EnumerateArray(), point => point.GetProperty("equity").GetDouble() == 5.0);
        using var full = Write(report, EquityDetail.Full);
        Assert.Equal(150_000, full.RootElement.GetProperty("equity").GetArrayLength());
        using var sketch = Write(report, EquityDetail.Sketch);
        Assert.InRange(sketch.RootElement.GetProperty("equity").GetArrayLength(), 500, 2000);
        Assert.Equal(report.RunHash, sketch.RootElement.GetProperty("run").GetProperty("runHash").GetString());
    }

    [Fact]
    public void WriteJson_Twice_GivesTheSameBytesInAnotherCulture()
    {
        var report = Samples.Report("1h", Samples.Equity("1h", 1000.5, 999.25), [Samples.Fill(1, Side.Buy, 0.5m, 1.5m, 0.1m)], [Samples.RoundTrip(-3.5m)], [Samples.Bars("1h", 1.5, 2.5)]);
        var first = Bytes(report, EquityDetail.Thinned, null);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(first, Bytes(report, EquityDetail.Thinned, null));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static JsonDocument Write(RunReport report, EquityDetail detail = EquityDetail.Thinned, string? id = null) => JsonDocument.Parse(Bytes(report, detail, id));

    private static byte[] Bytes(RunReport report, EquityDetail detail, string? id)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true })) report.WriteJson(writer, detail, id);
        return stream.ToArray();
    }
}
