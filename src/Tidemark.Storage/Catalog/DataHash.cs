using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Storage.Catalog;

/// <summary>
/// The name of market data by its content: SHA-256 over the ASCII line <c>bars INTERVAL\n</c> and then whole columns one after the
/// other (open times in nanoseconds, open, high, low, close, volume; each value 8 bytes little-endian). Trades: <c>trades\n</c>, times,
/// prices, quantities, aggressors (1 byte), trade ids. Order books: <c>book TICK STEP\n</c>, receive times, event times, ids, kinds (1 byte), starts of
/// bids, starts of asks, ticks, lots. Neither instrument nor source are in it, so a file and its import agree.
/// </summary>
public static class DataHash
{
    public static string Of(BarColumns bars) => Of(bars.Interval, [bars]);

    public static string Of(TradeColumns trades) => Of([trades]);

    public static string Of(BookColumns book)
    {
        using var hash = Start(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"book {book.Scale.PriceTick} {book.Scale.QuantityStep}\n"));
        foreach (var column in (ReadOnlySpan<ReadOnlyMemory<long>>)[book.ReceivedTimes, book.EventTimes, book.Ids]) hash.AppendData(MemoryMarshal.AsBytes(column.Span));
        hash.AppendData(book.Kinds.Span);
        foreach (var column in (ReadOnlySpan<ReadOnlyMemory<long>>)[book.BidStarts, book.AskStarts, book.Ticks, book.Lots]) hash.AppendData(MemoryMarshal.AsBytes(column.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of bars that lie in several pieces, one after the other.</summary>
    internal static string Of(Interval interval, IReadOnlyList<BarColumns> pieces)
    {
        using var hash = Start($"bars {interval}\n");
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.OpenTimes.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Open.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.High.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Low.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Close.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Volume.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of trades that lie in several pieces, one after the other.</summary>
    internal static string Of(IReadOnlyList<TradeColumns> pieces)
    {
        using var hash = Start("trades\n");
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Times.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Prices.Span));
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.Quantities.Span));
        foreach (var piece in pieces) hash.AppendData(piece.Aggressors.Span);
        foreach (var piece in pieces) hash.AppendData(MemoryMarshal.AsBytes(piece.TradeIds.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IncrementalHash Start(string line)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(line));
        return hash;
    }
}
