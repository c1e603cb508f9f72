using System.Globalization;
using System.IO.Compression;

namespace Tidemark.Cli.Recording;

/// <summary>
/// The files of one instrument's recording: <c>2024-01-01.depth.jsonl.gz</c> of each day, to which finished segments are added as gzip members, and
/// segments that are being written (<c>*.jsonl</c>, <c>*.trades</c>, <c>*.bars</c>). Whatever a crash left is put right and used at the next start.
/// </summary>
/// <param name="path">The folder; it is made when it is needed.</param>
internal sealed class RecordingFolder(string path)
{
    private const string Adding = ".adding-";

    public string Path => path;

    /// <summary>The name of an instrument's folder below that of its venue.</summary>
    public static string NameOf(InstrumentId instrument) => instrument.Symbol.Replace('/', '-').Replace(':', '+');

    /// <summary>The name of a segment that begins now, which no other one has.</summary>
    public string SegmentName(Instant beginning, string ending)
    {
        for (; ; beginning += Duration.FromMilliseconds(1))
        {
            var name = System.IO.Path.Combine(path, beginning.ToDateTime().ToString("yyyy-MM-dd'T'HHmmss.fff", CultureInfo.InvariantCulture) + ending);
            if (!File.Exists(name)) return name;
        }
    }

    public string DayFileOf(string segment) => System.IO.Path.Combine(path, $"{System.IO.Path.GetFileName(segment)[..10]}.depth.jsonl.gz");

    /// <summary>
    /// Adds a segment of lines to the file of its day, and deletes it. A line that was cut is left out. When that fails the day's file is as it was
    /// before; where even that could not be done (a crash), the half-added segment is put right before another one is added to the day.
    /// </summary>
    public void AddToDay(string segment)
    {
        var day = DayFileOf(segment);
        var isHalfAdded = segment.Contains(Adding, StringComparison.Ordinal);
        if (isHalfAdded)
        {
            // Another one of its day may have found it first.
            if (!File.Exists(segment)) return;
        }
        else
        {
            foreach (var earlier in Directory.EnumerateFiles(path).Where(file => file.Contains(Adding, StringComparison.Ordinal) && DayFileOf(file) == day).Order(StringComparer.Ordinal).ToArray()) AddToDay(earlier);
        }
        // The name says how long the day's file was, so that a half-added member can be cut off again.
        var adding = isHalfAdded ? segment : $"{segment}{Adding}{LengthOf(day)}";
        if (!isHalfAdded) File.Move(segment, adding);
        var before = long.Parse(adding[(adding.LastIndexOf(Adding, StringComparison.Ordinal) + Adding.Length)..], CultureInfo.InvariantCulture);
        try
        {
            Append(adding, day, before);
        }
        catch
        {
            if (LengthOf(day) == before)
            {
                File.Move(adding, adding[..adding.LastIndexOf(Adding, StringComparison.Ordinal)]);
                if (before == 0) File.Delete(day);
            }
            throw;
        }
        File.Delete(adding);
    }

    private static void Append(string segment, string day, long before)
    {
        using var source = File.OpenRead(segment);
        // Without a buffer, which would be written at the end, after what failed has been cut off.
        using var target = new FileStream(day, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        before = Math.Min(before, target.Length);
        target.SetLength(before);
        target.Seek(0, SeekOrigin.End);
        try
        {
            var length = LengthOfWholeLines(source);
            if (length > 0)
            {
                using var packed = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
                CopyTo(source, packed, length);
            }
            target.Flush(flushToDisk: true);
        }
        catch
        {
            target.SetLength(before);
            throw;
        }
    }

    private static long LengthOf(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

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
