using System.Text.Json;
using Tidemark.Research.Reports;

namespace Tidemark.Tests.Research.Reports;

/// <summary>Reads packed candles as the page does.</summary>
internal sealed class PackedCandlesReader
{
    private readonly byte[] bytes;
    private int at;

    private PackedCandlesReader(string text) => bytes = Convert.FromBase64String(text);

    public static (List<(long Time, double Open, double High, double Low, double Close)> Candles, List<CandleFills> Fills) Read(JsonElement one)
    {
        var scale = new PriceScale(one.GetProperty("logarithmic").GetBoolean(), one.GetProperty("base").GetDouble(), one.GetProperty("priceStep").GetDouble());
        var candles = new List<(long, double, double, double, double)>();
        var closes = new List<long>();
        var input = new PackedCandlesReader(one.GetProperty("candles").GetString()!);
        var (time, close) = (one.GetProperty("from").GetInt64(), 0L);
        for (var i = 0; i < one.GetProperty("count").GetInt32(); i++, time += one.GetProperty("step").GetInt64())
        {
            var first = input.Next();
            var open = close + Sign(first / 2);
            if (first % 2 == 1) time += Sign(input.Next());
            close = open + Sign(input.Next());
            var (high, low) = (Math.Max(open, close) + input.Next(), Math.Min(open, close) - input.Next());
            candles.Add((time, scale.PriceOf(open), scale.PriceOf(high), scale.PriceOf(low), scale.PriceOf(close)));
            closes.Add(close);
        }
        Assert.Equal(input.bytes.Length, input.at);
        return (candles, ReadFills(one, scale, closes));
    }

    private static List<CandleFills> ReadFills(JsonElement one, PriceScale scale, List<long> closes)
    {
        var fills = new List<CandleFills>();
        var input = new PackedCandlesReader(one.GetProperty("fills").GetString()!);
        var candle = 0;
        for (var i = 0; i < one.GetProperty("fillCount").GetInt32(); i++)
        {
            candle += (int)input.Next();
            var buys = (int)input.Next();
            var buyPrice = buys > 0 ? scale.PriceOf(closes[candle] + Sign(input.Next())) : 0;
            var sells = (int)input.Next();
            fills.Add(new CandleFills(candle, buys, buyPrice, sells, sells > 0 ? scale.PriceOf(closes[candle] + Sign(input.Next())) : 0));
        }
        Assert.Equal(input.bytes.Length, input.at);
        return fills;
    }

    private static long Sign(long value) => value % 2 == 1 ? -(value + 1) / 2 : value / 2;

    private long Next()
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
