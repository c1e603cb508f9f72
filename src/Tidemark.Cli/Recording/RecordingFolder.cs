using System.Globalization;
using System.IO.Compression;

namespace Tidemark.Cli.Recording;

/// <summary>
/// The files of one instrument's recording: <c>2024-01-01.depth.jsonl.gz</c> of each day, to which finished segments are added as gzip members, and
/// segments that are being written (<c>*.jsonl</c>, <c>*.trades</c>). Whatever a crash left is put right and used at the next start.
/// </summary>
/// <param name="path">The folder; it is made when it is needed.</param>
internal sealed class RecordingFolder(string path)
{
    private const string Adding = ".adding-";

    public string Path => path;

    /// <summary>An instrument's folder below that of its venue.</summary>
    public static string NameOf(InstrumentId instrument) => instrument.Symbol.Replace('/', '-').Replace(':', '+');

    /// <summary>The name of a segment that begins now.</summary>
    public string SegmentName(Instant beginning, string ending) =>
        System.IO.Path.Combine(path, beginning.ToDateTime().ToString("yyyy-MM-dd'T'HHmmss.fff", CultureInfo.InvariantCulture) + ending);

    public string DayFileOf(string segment) => System.IO.Path.Combine(path, $"{System.IO.Path.GetFileName(segment)[..10]}.depth.jsonl.gz");

    /// <summary>Adds a segment of lines to the file of its day, and deletes it. A line that was cut is left out.</summary>
    public void AddToDay(string segment)
    {
        var day = DayFileOf(segment);
        // The name says how long the day's file was, so that a half-added member can be cut off again.
        var adding = segment.Contains(Adding, StringComparison.Ordinal) ? segment : $"{segment}{Adding}{(File.Exists(day) ? new FileInfo(day).Length : 0)}";
        if (adding != segment) File.Move(segment, adding);
        using (var source = File.OpenRead(adding))
        using (var target = new FileStream(day, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read))
        {
            target.SetLength(long.Parse(adding[(adding.LastIndexOf(Adding, StringComparison.Ordinal) + Adding.Length)..], CultureInfo.InvariantCulture));
            target.Seek(0, SeekOrigin.End);
            var length = LengthOfWholeLines(source);
            if (length > 0)
            {
                using var packed = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
                CopyTo(source, packed, length);
            }
            target.Flush(flushToDisk: true);
        }
        File.Delete(adding);
    }

    /// <summary>Segments that an earlier recording left, oldest first.</summary>
    public IReadOnlyList<string> Leftovers(string ending) =>
        Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Where(file => file.EndsWith(ending, StringComparison.Ordinal) || file.Contains(ending + Adding, StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [];

    private static long LengthOfWholeLines(FileStream source)
    {
        var buffer = new byte[64 * 1024];
        for (var end = source.Length; end > 0;)
        {
            var count = (int)Math.Min(buffer.Length, end);
            source.Position = end - count;
            source.ReadExactly(buffer, 0, count);
            var place = buffer.AsSpan(0, count).LastIndexOf((byte)'\n');
            if (place >= 0) return end - count + place + 1;
            end -= count;
        }
        return 0;
    }

    private static void CopyTo(FileStream source, Stream target, long length)
    {
        source.Position = 0;
        var buffer = new byte[128 * 1024];
        while (length > 0)
        {
            var count = source.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (count == 0) throw new EndOfStreamException($"{source.Name} became shorter while it was read");
            target.Write(buffer, 0, count);
            length -= count;
        }
    }
}
