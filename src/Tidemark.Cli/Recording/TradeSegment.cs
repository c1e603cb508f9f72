using System.Buffers.Binary;

namespace Tidemark.Cli.Recording;

/// <summary>Trades on the disk until they go into the catalog: records of equal length, so that a file that was cut keeps its whole ones.</summary>
internal static class TradeSegment
{
    public const int RecordBytes = 40;

    public static void Write(Span<byte> record, in Trade trade)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record, trade.Time.Nanoseconds);
        BinaryPrimitives.WriteDoubleLittleEndian(record[8..], trade.Price);
        BinaryPrimitives.WriteDoubleLittleEndian(record[16..], trade.Quantity);
        BinaryPrimitives.WriteInt64LittleEndian(record[24..], trade.TradeId);
        BinaryPrimitives.WriteInt64LittleEndian(record[32..], TradeColumns.EncodeAggressor(trade.Aggressor));
    }

    /// <summary>The trades of a file, in the order of time. Records that a crash left empty are left out.</summary>
    public static IReadOnlyList<Trade> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var trades = new List<Trade>(bytes.Length / RecordBytes);
        for (var from = 0; from + RecordBytes <= bytes.Length; from += RecordBytes)
        {
            var record = bytes.AsSpan(from, RecordBytes);
            var trade = new Trade(new Instant(BinaryPrimitives.ReadInt64LittleEndian(record)), BinaryPrimitives.ReadDoubleLittleEndian(record[8..]), BinaryPrimitives.ReadDoubleLittleEndian(record[16..]),
                TradeColumns.DecodeAggressor((byte)BinaryPrimitives.ReadInt64LittleEndian(record[32..])), BinaryPrimitives.ReadInt64LittleEndian(record[24..]));
            if (trade.Defect() is null) trades.Add(trade);
        }
        // What was missing and asked for comes after later ones.
        return [.. trades.OrderBy(trade => trade.Time).ThenBy(trade => trade.TradeId)];
    }
}
