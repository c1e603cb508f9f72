using System.IO.Compression;
using System.Text;

namespace Tidemark.Tests.Venues.Binance.Wire;

/// <summary>Messages that Binance sent, from recordings: each line is a time, then the text of one message.</summary>
internal static class RecordedMessages
{
    public static readonly string[] Files =
    [
        "fixtures/cryptofeed/BINANCE.ws.1.0.gz",
        "fixtures/cryptofeed/BINANCE_FUTURES.ws.1.0.gz",
        "orderbook/hftbacktest_binance_spot_btcusdt_20240808.jsonl.gz",
        "orderbook/hftbacktest_binance_usdm_btcusdt_20240808.jsonl.gz",
        "orderbook/hftbacktest_binance_cm_btcusd_perp_20240808.jsonl.gz",
    ];

    /// <summary>The messages of a recording; skips the test when it is absent.</summary>
    public static IEnumerable<byte[]> Of(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedFolders.DataPath(file)), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            var begin = line.IndexOf('{', StringComparison.Ordinal);
            if (begin > 0 && char.IsAsciiDigit(line[0])) yield return Encoding.UTF8.GetBytes(line[begin..]);
        }
    }
}
