using System.Text;
using Microsoft.Extensions.Logging;

namespace Tidemark.Cli.Logging;

/// <summary>
/// Reads log files as a person asks for them: the last entries of a level, then whatever is added. An entry is a line with those
/// that follow it and begin with a blank.
/// </summary>
internal sealed class LogReader(string folder, LogLevel least)
{
    private string? current;
    private long position;
    private bool isShown;

    /// <summary>The lines of the last entries, oldest first; at most <paramref name="count"/> entries.</summary>
    public IReadOnlyList<string> Last(int count)
    {
        var files = LogFiles.In(folder);
        var entries = new LinkedList<List<string>>();
        for (var index = files.Count - 1; index >= 0 && entries.Count < count; index--)
        {
            var ofFile = Entries(Read(files[index].Path, 0, out var end)).Where(IsWanted).ToList();
            if (index == files.Count - 1) (current, position) = (files[index].Path, end);
            for (var entry = ofFile.Count - 1; entry >= 0 && entries.Count < count; entry--) entries.AddFirst(ofFile[entry]);
        }
        return [.. entries.SelectMany(lines => lines)];
    }

    /// <summary>The lines added since the last call of this or of <see cref="Last"/>, in this file and those begun since.</summary>
    public IReadOnlyList<string> Added()
    {
        List<string> added = [];
        var files = LogFiles.In(folder);
        var index = 0;
        if (current is not null)
            while (index < files.Count && files[index].Path != current) index++;
        // A file that is gone was deleted with its day: begin with what is there.
        if (index == files.Count) (index, position) = (0, 0);
        for (; index < files.Count; index++)
        {
            if (files[index].Path != current) (current, position) = (files[index].Path, 0);
            var lines = Read(current!, position, out position);
            foreach (var line in lines)
            {
                if (!IsContinuation(line)) isShown = LevelOf(line) >= least;
                if (isShown) added.Add(line);
            }
        }
        return added;
    }

    /// <summary>The level of an entry by its first line; lines of an unknown form are always wanted.</summary>
    internal static LogLevel LevelOf(string line)
    {
        if (line.StartsWith('{'))
        {
            const string key = "\"level\":\"";
            var start = line.IndexOf(key, StringComparison.Ordinal);
            if (start < 0) return LogLevel.Critical;
            var rest = line.AsSpan(start + key.Length);
            return Named(rest[..Math.Max(rest.IndexOf('"'), 0)]);
        }
        var words = line.Split(' ', 3);
        return words.Length < 3 ? LogLevel.Critical : Named(words[1]);
    }

    private static LogLevel Named(ReadOnlySpan<char> name) => name switch
    {
        "DEBUG" or "debug" => LogLevel.Debug,
        "INFO" or "information" => LogLevel.Information,
        "WARN" or "warning" => LogLevel.Warning,
        _ => LogLevel.Critical,
    };

    private static bool IsContinuation(string line) => line.Length == 0 || line[0] == ' ';

    private bool IsWanted(List<string> entry) => LevelOf(entry[0]) >= least;

    private static IEnumerable<List<string>> Entries(IEnumerable<string> lines)
    {
        List<string>? entry = null;
        foreach (var line in lines)
        {
            if (entry is not null && IsContinuation(line))
            {
                entry.Add(line);
                continue;
            }
            if (entry is not null) yield return entry;
            entry = [line];
        }
        if (entry is not null) yield return entry;
    }

    /// <summary>The whole lines from a position on; a line still being written is left for the next time.</summary>
    private static List<string> Read(string path, long from, out long end)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A file that became shorter was begun again.
        if (file.Length < from) from = 0;
        file.Seek(from, SeekOrigin.Begin);
        using var buffer = new MemoryStream();
        file.CopyTo(buffer);
        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        var whole = bytes.LastIndexOf((byte)'\n') + 1;
        end = from + whole;
        return whole == 0 ? [] : [.. Encoding.UTF8.GetString(bytes[..(whole - 1)]).Split('\n').Select(l => l.TrimEnd('\r'))];
    }
}
