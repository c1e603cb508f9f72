using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Storage.Catalog;

/// <summary>
/// The name of market data by its content: SHA-256 over the ASCII line <c>bars INTERVAL\n</c> and then whole columns one after the
/// other (open times in nanoseconds, open, high, low, close, volume; each value 8 bytes little-endian). Trades: <c>trades\n</c>, times,
/// prices, quantities, aggressors (1 byte), trade ids. Neither instrument nor source are in it, so a file and its import agree.
/// </summary>
public static class DataHash
{
    public static string Of(BarColumns bars)
    {
        using var hash = StartBars(bars.Interval);
        hash.AppendData(MemoryMarshal.AsBytes(bars.OpenTimes.Span));
        hash.AppendData(MemoryMarshal.AsBytes(bars.Open.Span));
        hash.AppendData(MemoryMarshal.AsBytes(bars.High.Span));
        hash.AppendData(MemoryMarshal.AsBytes(bars.Low.Span));
        hash.AppendData(MemoryMarshal.AsBytes(bars.Close.Span));
        hash.AppendData(MemoryMarshal.AsBytes(bars.Volume.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Of(TradeColumns trades)
    {
        using var hash = StartTrades();
        hash.AppendData(MemoryMarshal.AsBytes(trades.Times.Span));
        hash.AppendData(MemoryMarshal.AsBytes(trades.Prices.Span));
        hash.AppendData(MemoryMarshal.AsBytes(trades.Quantities.Span));
        hash.AppendData(trades.Aggressors.Span);
        hash.AppendData(MemoryMarshal.AsBytes(trades.TradeIds.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static IncrementalHash StartBars(Interval interval) => Start($"bars {interval}\n");

    internal static IncrementalHash StartTrades() => Start("trades\n");

    private static IncrementalHash Start(string line)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(line));
        return hash;
    }
}
