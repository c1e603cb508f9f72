using System.Globalization;
using System.Text;

namespace Tidemark.Cli.Logging;

/// <summary>
/// Files of a day, <c>tidemark-20261121.log</c>, with <c>.1</c>, <c>.2</c> and so on when one grows too large. Old days are deleted. Each
/// entry is in the file before <see cref="Write"/> returns. A log that cannot be written (disk full, no rights) must not stop a trading
/// session: that is said once to <c>complaints</c>, and tried again with each entry.
/// </summary>
internal sealed class RollingLogFile(string folder, string extension, int retainedDays, long largestFileBytes, TimeProvider time, TextWriter complaints) : IDisposable
{
    /// <summary>Enough for a bad day, small enough to open.</summary>
    public const long DefaultLargestFileBytes = 100 * 1024 * 1024;

    private readonly Lock gate = new();
    private FileStream? file;
    private DateOnly day;
    private bool hasComplained;

    public void Write(string text)
    {
        lock (gate)
        {
            try
            {
                var bytes = Encoding.UTF8.GetBytes(text + "\n");
                Open(bytes.Length);
                // Another process may have written since.
                file!.Seek(0, SeekOrigin.End);
                file.Write(bytes);
                file.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Close();
                if (hasComplained) return;
                hasComplained = true;
                complaints.WriteLine($"warning: the log in {folder} cannot be written: {e.Message}");
            }
        }
    }

    public void Dispose()
    {
        lock (gate) Close();
    }

    private void Open(int length)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (file is not null && today == day && file.Length + length <= largestFileBytes) return;
        Close();
        Directory.CreateDirectory(folder);
        if (today != day) DeleteOld(today);
        day = today;
        for (var part = 0; ; part++)
        {
            var path = Path.Combine(folder, Name(today, part));
            if (part > 0 || File.Exists(path))
            {
                var existing = new FileInfo(path);
                if (existing.Exists && existing.Length > 0 && existing.Length + length > largestFileBytes) continue;
            }
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
            return;
        }
    }

    private string Name(DateOnly date, int part)
    {
        var stem = $"{LogFiles.Prefix}{date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        return part == 0 ? $"{stem}.{extension}" : $"{stem}.{part.ToString(CultureInfo.InvariantCulture)}.{extension}";
    }

    private void DeleteOld(DateOnly today)
    {
        foreach (var old in LogFiles.In(folder))
            if (old.Date < today.AddDays(1 - retainedDays)) File.Delete(old.Path);
    }

    private void Close()
    {
        file?.Dispose();
        file = null;
    }
}
