using System.Text;

namespace Tidemark.Storage.Catalog.Export;

/// <summary>Writes series for other programs.</summary>
public static class SeriesExporter
{
    /// <summary>Writes bars.</summary>
    /// <param name="bars">What to write.</param>
    /// <param name="format">How.</param>
    /// <param name="output">Where to; not closed.</param>
    public static void Write(BarColumns bars, ExportFormat format, Stream output)
    {
        switch (format)
        {
            case ExportFormat.Npy:
                NpyWriter.Write(output, bars.Count,
                [
                    NpyColumn.Times("open_time", bars.OpenTimes), NpyColumn.Doubles("open", bars.Open), NpyColumn.Doubles("high", bars.High),
                    NpyColumn.Doubles("low", bars.Low), NpyColumn.Doubles("close", bars.Close), NpyColumn.Doubles("volume", bars.Volume),
                ]);
                break;
            case ExportFormat.Jsonl: WriteJson(bars, output); break;
            default: WriteCsv(bars, output); break;
        }
    }

    /// <summary>Writes trades.</summary>
    /// <inheritdoc cref="Write(BarColumns, ExportFormat, Stream)"/>
    public static void Write(TradeColumns trades, ExportFormat format, Stream output)
    {
        switch (format)
        {
            case ExportFormat.Npy:
                NpyWriter.Write(output, trades.Count,
                [
                    NpyColumn.Times("time", trades.Times), NpyColumn.Doubles("price", trades.Prices), NpyColumn.Doubles("quantity", trades.Quantities),
                    NpyColumn.Bytes("aggressor", trades.Aggressors), NpyColumn.Longs("trade_id", trades.TradeIds),
                ]);
                break;
            case ExportFormat.Jsonl: WriteJson(trades, output); break;
            default: WriteCsv(trades, output); break;
        }
    }

    private static void WriteCsv(BarColumns bars, Stream output)
    {
        var row = new TextRow(output).Text("time_ms,open,high,low,close,volume\n"u8);
        var times = bars.OpenTimes.Span;
        var open = bars.Open.Span;
        var high = bars.High.Span;
        var low = bars.Low.Span;
        var close = bars.Close.Span;
        var volume = bars.Volume.Span;
        for (var i = 0; i < times.Length; i++)
        {
            row.Number(new Instant(times[i]).UnixMilliseconds).Text(","u8).Number(open[i]).Text(","u8).Number(high[i]).Text(","u8)
                .Number(low[i]).Text(","u8).Number(close[i]).Text(","u8).Number(volume[i]).Text("\n"u8);
        }
        row.Flush();
    }

    /// <summary>Times in the coarsest unit that loses nothing, which the importer tells by their size.</summary>
    private static void WriteCsv(TradeColumns trades, Stream output)
    {
        var times = trades.Times.Span;
        var unit = UnitOf(times);
        var row = new TextRow(output).Text(unit == 1 ? "time_ns"u8 : unit == Instant.NanosecondsPerMicrosecond ? "time_us"u8 : "time_ms"u8).Text(",trade_id,side,price,quantity\n"u8);
        var prices = trades.Prices.Span;
        var quantities = trades.Quantities.Span;
        var aggressors = trades.Aggressors.Span;
        var ids = trades.TradeIds.Span;
        for (var i = 0; i < times.Length; i++)
        {
            row.Number(times[i] / unit).Text(","u8).Number(ids[i]).Text(","u8).Text(SideText(aggressors[i])).Text(","u8)
                .Number(prices[i]).Text(","u8).Number(quantities[i]).Text("\n"u8);
        }
        row.Flush();
    }

    private static void WriteJson(BarColumns bars, Stream output)
    {
        var row = new TextRow(output);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            row.Text("{\"time\":\""u8).Text(Ascii(bar.OpenTime)).Text("\",\"open\":"u8).Number(bar.Open).Text(",\"high\":"u8).Number(bar.High)
                .Text(",\"low\":"u8).Number(bar.Low).Text(",\"close\":"u8).Number(bar.Close).Text(",\"volume\":"u8).Number(bar.Volume).Text("}\n"u8);
        }
        row.Flush();
    }

    private static void WriteJson(TradeColumns trades, Stream output)
    {
        var row = new TextRow(output);
        for (var i = 0; i < trades.Count; i++)
        {
            var trade = trades[i];
            row.Text("{\"time\":\""u8).Text(Ascii(trade.Time)).Text("\",\"price\":"u8).Number(trade.Price).Text(",\"quantity\":"u8).Number(trade.Quantity);
            if (trade.Aggressor is not null) row.Text(",\"aggressor\":\""u8).Text(SideText(trades.Aggressors.Span[i])).Text("\""u8);
            if (trade.TradeId != 0) row.Text(",\"tradeId\":"u8).Number(trade.TradeId);
            row.Text("}\n"u8);
        }
        row.Flush();
    }

    private static byte[] Ascii(Instant time) => Encoding.ASCII.GetBytes(time.ToString());

    private static ReadOnlySpan<byte> SideText(byte aggressor) => aggressor switch { 1 => "buy"u8, 2 => "sell"u8, _ => ""u8 };

    private static long UnitOf(ReadOnlySpan<long> times)
    {
        var unit = Instant.NanosecondsPerMillisecond;
        foreach (var time in times)
        {
            if (time % unit == 0) continue;
            if (time % Instant.NanosecondsPerMicrosecond != 0) return 1;
            unit = Instant.NanosecondsPerMicrosecond;
        }
        return unit;
    }
}
