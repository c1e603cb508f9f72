using System.Text;
using Tidemark.Storage.Import;
using Tidemark.Tests.Storage.Catalog;

namespace Tidemark.Tests.Storage.Import;

/// <summary>One table of five bars in every form that is recognised gives the same bars.</summary>
public sealed class LayoutTests : IDisposable
{
    private static readonly BarColumns Expected = SomeBars.Range(0, 5);
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string, string> Forms() => new()
    {
        { "plain", "ohlcv", ImportFolder.Text(Expected) },
        { "no header", "ohlcv", ImportFolder.Text(Expected)[(ImportFolder.Header.Length + 1)..] },
        { "CRLF", "ohlcv", ImportFolder.Text(Expected).Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "BOM", "ohlcv", "\uFEFF" + ImportFolder.Text(Expected) },
        { "blank lines at the end", "ohlcv", ImportFolder.Text(Expected) + "\n \n\r\n" },
        { "no newline at the end", "ohlcv", ImportFolder.Text(Expected).TrimEnd('\n') },
        { "semicolons", "ohlcv", ImportFolder.Text(Expected).Replace(',', ';') },
        { "tabs", "ohlcv", ImportFolder.Text(Expected).Replace(',', '\t') },
        { "bars", "ohlcv", ImportFolder.Text(Expected).Replace(',', '|') },
        { "quoted", "ohlcv", string.Join('\n', ImportFolder.Text(Expected).TrimEnd('\n').Split('\n').Select(line => $"\"{line.Replace(",", "\",\"", StringComparison.Ordinal)}\"")) },
        { "blanks", "ohlcv", ImportFolder.Text(Expected).Replace(",", " , ", StringComparison.Ordinal) },
        { "upper case", "ohlcv", ImportFolder.Text(Expected).ToUpperInvariant() },
        { "words", "ohlcv", Rows("Open Time;Open Price;High Price;Low Price;Close Price;Vol.", bar => $"{Text(bar)};{Values(bar, ';')}") },
        { "other order", "ohlcv", Rows("volume,close,low,high,open,timestamp", bar => FormattableString.Invariant($"{bar.Volume},{bar.Close},{bar.Low},{bar.High},{bar.Open},{bar.OpenTime.UnixSeconds}")) },
        { "bitfinex order", "ohlcv", Rows("time,open,close,high,low,volume", bar => FormattableString.Invariant($"{bar.OpenTime.UnixMilliseconds},{bar.Open},{bar.Close},{bar.High},{bar.Low},{bar.Volume}")) },
        { "seconds", "ohlcv", Rows("timestamp,open,high,low,close,volume", bar => $"{bar.OpenTime.UnixSeconds},{Values(bar)}") },
        { "microseconds", "ohlcv", Rows("timestamp,open,high,low,close,volume", bar => $"{bar.OpenTime.UnixMilliseconds}000,{Values(bar)}") },
        { "nanoseconds", "ohlcv", Rows("timestamp,open,high,low,close,volume", bar => $"{bar.OpenTime.Nanoseconds},{Values(bar)}") },
        { "text", "ohlcv", Rows("datetime,open,high,low,close,volume", bar => $"{Text(bar)},{Values(bar)}") },
        { "zone", "ohlcv", Rows("timestamp,open,high,low,close,volume", bar => $"{Text(bar)}.000000+00:00,{Values(bar)}") },
        { "remark", "ohlcv", "# made by hand\n" + ImportFolder.Text(Expected) },
        { "klines", "binance-klines", string.Concat(SomeBars.All(Expected).Select(Kline)) },
        { "klines in microseconds", "binance-klines", string.Concat(SomeBars.All(Expected).Select(bar => Kline(bar).Replace("00000,", "00000000,", StringComparison.Ordinal).Replace("59999,", "59999999,", StringComparison.Ordinal))) },
        { "klines with header", "binance-klines", "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n" + string.Concat(SomeBars.All(Expected).Select(Kline)) },
        { "kraken", "kraken-ohlcvt", string.Concat(SomeBars.All(Expected).Select(bar => $"{bar.OpenTime.UnixSeconds},{Values(bar)},17\n")) },
        { "cryptodatadownload", "cryptodatadownload", "https://www.CryptoDataDownload.com\n" + Rows("unix,date,symbol,open,high,low,close,Volume BTC,Volume USD,tradecount", bar => $"{bar.OpenTime.UnixMilliseconds},{Text(bar)},BTC/USD,{Values(bar)},12.5,7", descending: true) },
        { "quote volume first", "cryptodatadownload", Rows("Unix Timestamp,Date,Symbol,Open,High,Low,Close,Volume USD,Volume BTC", bar => $"{bar.OpenTime.UnixSeconds},{Text(bar)},BTCUSD,{Values(bar)[..Values(bar).LastIndexOf(',')]},99,{bar.Volume}") },
        { "kaggle", "ohlcv", Rows("Timestamp,Open,High,Low,Close,Volume_(BTC),Volume_(Currency),Weighted_Price", bar => $"{bar.OpenTime.UnixSeconds},{Values(bar)},1,2") },
        { "descending", "ohlcv", Rows(ImportFolder.Header, bar => $"{bar.OpenTime.UnixMilliseconds},{Values(bar)}", descending: true) },
        { "seconds and milliseconds", "ohlcv", Rows("unix,open,high,low,close,volume", bar => $"{(bar.OpenTime.UnixSeconds % 120 == 0 ? bar.OpenTime.UnixSeconds : bar.OpenTime.UnixMilliseconds)},{Values(bar)}") },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_EveryForm_GivesTheSameBars(string name, string layout, string text)
    {
        var path = folder.Write(name + ".csv", text);

        var read = BarFileReader.Read(path, new ReadOptions { Instrument = SomeBars.Bitcoin });

        Assert.Equal(layout, Assert.Single(read.Tables).Layout);
        Assert.Equal(SomeBars.Minute, read.Interval);
        Assert.Equal(SomeBars.All(Expected), SomeBars.All(read.Bars));
        Assert.Equal(name.Contains("descending", StringComparison.Ordinal) || name == "cryptodatadownload", read.Tables[0].WasDescending);
    }

    [Fact]
    public void Read_QuoteBars_GivesTheMiddleWithoutVolumeAndSaysSo()
    {
        var text = "timestamp_ms,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size\n"
            + "1670889600000,17203.9,17207.5,17203.9,17207.5,1565,17204,17207.6,17204,17207.6,221\n1670889660000,17207.5,17219.8,17207.5,17219.8,17934,17207.6,17219.9,17207.6,17219.9,511\n";

        var read = BarFileReader.Read(folder.Write("quotes.csv", text));

        Assert.Equal(new Bar(Instant.FromUnixMilliseconds(1670889600000), 0.5 * (17203.9 + 17204), 0.5 * (17207.5 + 17207.6), 0.5 * (17203.9 + 17204), 0.5 * (17207.5 + 17207.6), 0), read.Bars[0]);
        Assert.Contains("the middle of both is kept", Assert.Single(read.Tables[0].Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OpenCloseHighLow_OnlyWhenAskedFor()
    {
        var path = folder.Write("ochl.csv", "1514764800000,100,101,105,99,1\n1514764860000,101,100,102,100,1\n");

        var refusal = Assert.Throws<BadInputException>(() => BarFileReader.Read(path));
        var read = BarFileReader.Read(path, new ReadOptions { Layout = "ochl" });

        Assert.StartsWith($"{path}, line 1: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new Bar(Instant.FromUnixMilliseconds(1514764800000), 100, 105, 99, 101, 1), read.Bars[0]);
    }

    [Fact]
    public void Read_WithoutVolume_TakesZeroAndSaysSo()
    {
        var read = BarFileReader.Read(folder.Write("a.csv", "date,open,high,low,close\n2024-01-01,1,2,1,2\n2024-01-02,2,3,2,3\n"));

        Assert.Equal(0, read.Bars[0].Volume);
        Assert.Contains(read.Tables[0].Notes, note => note.Contains("no column of volume", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_AnotherLayoutThanAskedFor_SaysWhichItIs()
    {
        var path = folder.Write("a.csv", ImportFolder.Text(Expected));

        var refusal = Assert.Throws<BadInputException>(() => BarFileReader.Read(path, new ReadOptions { Layout = "binance-klines" }));

        Assert.Contains("--format binance-klines was asked for, but this is the layout ohlcv", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnotherInstrumentInTheFile_IsNoted()
    {
        var text = Rows("symbol,time,open,high,low,close,volume", bar => $"ETHUSD,{bar.OpenTime.UnixSeconds},{Values(bar)}");

        var read = BarFileReader.Read(folder.Write("a.csv", text), new ReadOptions { Instrument = SomeBars.Bitcoin });

        Assert.Contains("the file calls its instrument 'ETHUSD'", read.Tables[0].Notes);
    }

    [Fact]
    public void Read_LinesAcrossBlocks_AreWhole()
    {
        var bars = SomeBars.Range(0, 40_000);
        var text = ImportFolder.Text(bars);
        Assert.True(text.Length > 3 * 256 * 1024);

        var read = BarFileReader.Read(folder.Write("long.csv", text));

        Assert.Equal(SomeBars.All(bars), SomeBars.All(read.Bars));
    }

    private static string Rows(string header, Func<Bar, string> row, bool descending = false)
    {
        var rows = SomeBars.All(Expected).Select(row).ToList();
        if (descending) rows.Reverse();
        return new StringBuilder().Append(header).Append('\n').AppendJoin('\n', rows).Append('\n').ToString();
    }

    private static string Values(Bar bar) => Values(bar, ',');

    private static string Values(Bar bar, char separator) => FormattableString.Invariant($"{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}").Replace(',', separator);

    private static string Text(Bar bar) => bar.OpenTime.ToString().Replace('T', ' ').TrimEnd('Z');

    private static string Kline(Bar bar) => $"{bar.OpenTime.UnixMilliseconds},{Values(bar)},{bar.OpenTime.UnixMilliseconds + 59_999},1.5,3,0.5,0.7,0\n";
}
