using System.Globalization;
using System.Text.Json;

namespace Tidemark.Research.Reports;

/// <summary>
/// Candles and their fills in few letters, about ten a candle: times as differences from the usual one, prices as differences in
/// steps of a <see cref="PriceScale"/>.
/// </summary>
internal static class PackedCandles
{
    /// <summary>Writes the properties of the object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, CandleSeries candles)
    {
        var scale = PriceScale.Of(candles.Low, candles.High);
        var step = UsualStep(candles.Times);
        writer.WriteNumber("barsPerCandle", candles.BarsPerCandle);
        writer.WriteNumber("count", candles.Count);
        writer.WriteNumber("from", candles.Count == 0 ? 0 : SecondsOf(candles.Times[0]));
        writer.WriteNumber("step", step);
        writer.WriteBoolean("logarithmic", scale.IsLogarithmic);
        writer.WritePropertyName("base");
        writer.WriteRawValue(scale.Base.ToString("R", CultureInfo.InvariantCulture));
        writer.WritePropertyName("priceStep");
        writer.WriteRawValue(scale.Step.ToString("R", CultureInfo.InvariantCulture));
        writer.WriteString("candles", CandlesText(candles, scale, step));
        writer.WriteNumber("fillCount", candles.Fills.Count);
        writer.WriteString("fills", FillsText(candles, scale));
    }

    /// <summary>For each: the open from the close before, doubled, plus 1 when a time follows; the close from the open; how far high and low lie beyond both.</summary>
    private static string CandlesText(CandleSeries candles, PriceScale scale, long step)
    {
        var text = new PackedText();
        long before = 0, expected = candles.Count == 0 ? 0 : SecondsOf(candles.Times[0]);
        for (var i = 0; i < candles.Count; i++)
        {
            var (open, close) = (scale.NumberOf(candles.Open[i]), scale.NumberOf(candles.Close[i]));
            var late = SecondsOf(candles.Times[i]) - expected;
            var change = open - before;
            text.Add((change << 1 ^ change >> 63) << 1 | (late == 0 ? 0L : 1L));
            if (late != 0) text.AddSigned(late);
            text.AddSigned(close - open);
            text.Add(Math.Max(scale.NumberOf(candles.High[i]) - Math.Max(open, close), 0));
            text.Add(Math.Max(Math.Min(open, close) - scale.NumberOf(candles.Low[i]), 0));
            (before, expected) = (close, expected + late + step);
        }
        return text.ToBase64();
    }

    /// <summary>For each candle with fills: its distance from the one before, the number of buys and their mean price from the close, the same of sells.</summary>
    private static string FillsText(CandleSeries candles, PriceScale scale)
    {
        var text = new PackedText();
        var before = 0;
        foreach (var fills in candles.Fills)
        {
            var close = scale.NumberOf(candles.Close[fills.Candle]);
            text.Add(fills.Candle - before);
            before = fills.Candle;
            text.Add(fills.Buys);
            if (fills.Buys > 0) text.AddSigned(NumberOf(fills.BuyPrice) - close);
            text.Add(fills.Sells);
            if (fills.Sells > 0) text.AddSigned(NumberOf(fills.SellPrice) - close);
        }
        return text.ToBase64();

        long NumberOf(double price) => scale.IsLogarithmic && price <= 0 ? 0 : scale.NumberOf(price);
    }

    /// <summary>The difference in seconds that most neighbours have.</summary>
    private static long UsualStep(long[] times)
    {
        var counts = new Dictionary<long, int>();
        for (var i = 1; i < times.Length; i++)
        {
            var difference = SecondsOf(times[i]) - SecondsOf(times[i - 1]);
            counts[difference] = counts.GetValueOrDefault(difference) + 1;
        }
        return counts.Count == 0 ? 1 : counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
    }

    private static long SecondsOf(long nanoseconds) => new Instant(nanoseconds).UnixSeconds;
}
