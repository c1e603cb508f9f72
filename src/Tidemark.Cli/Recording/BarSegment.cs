using System.Buffers.Binary;

namespace Tidemark.Cli.Recording;

/// <summary>Closed bars on the disk until they go into the catalog: records of equal length, so that a file that was cut keeps its whole ones.</summary>
internal static class BarSegment
{
    public const int RecordBytes = 56;

    public static void Write(Span<byte> record, Interval interval, in Bar bar)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record, bar.OpenTime.Nanoseconds);
        BinaryPrimitives.WriteDoubleLittleEndian(record[8..], bar.Open);
        BinaryPrimitives.WriteDoubleLittleEndian(record[16..], bar.High);
        BinaryPrimitives.WriteDoubleLittleEndian(record[24..], bar.Low);
        BinaryPrimitives.WriteDoubleLittleEndian(record[32..], bar.Close);
        BinaryPrimitives.WriteDoubleLittleEndian(record[40..], bar.Volume);
        BinaryPrimitives.WriteInt32LittleEndian(record[48..], interval.Count);
        BinaryPrimitives.WriteInt32LittleEndian(record[52..], (int)interval.Unit);
    }

    /// <summary>The bars of a file by interval, each once, in the order of time. Records that a crash left empty are left out.</summary>
    public static IReadOnlyList<(Interval Interval, IReadOnlyList<Bar> Bars)> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var bars = new List<(Interval Interval, Bar Bar)>(bytes.Length / RecordBytes);
        for (var from = 0; from + RecordBytes <= bytes.Length; from += RecordBytes)
        {
            var record = bytes.AsSpan(from, RecordBytes);
            var (count, unit) = (BinaryPrimitives.ReadInt32LittleEndian(record[48..]), (IntervalUnit)BinaryPrimitives.ReadInt32LittleEndian(record[52..]));
            if (count < 1 || !Enum.IsDefined(unit)) continue;
            var (interval, bar) = (new Interval(count, unit), new Bar(new Instant(BinaryPrimitives.ReadInt64LittleEndian(record)), Number(record, 8), Number(record, 16), Number(record, 24), Number(record, 32), Number(record, 40)));
            if (bar.IsValid && interval.IsAligned(bar.OpenTime)) bars.Add((interval, bar));
        }
        return [.. bars.GroupBy(item => item.Interval).Select(group => (group.Key, (IReadOnlyList<Bar>)[.. group.Select(item => item.Bar).DistinctBy(bar => bar.OpenTime).OrderBy(bar => bar.OpenTime)]))];
    }

    private static double Number(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadDoubleLittleEndian(record[at..]);
}
