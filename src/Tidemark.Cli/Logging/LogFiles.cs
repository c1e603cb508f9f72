using System.Globalization;

namespace Tidemark.Cli.Logging;

/// <summary>The log files in a folder, by the day in their names.</summary>
internal static class LogFiles
{
    public const string Prefix = "tidemark-";

    /// <summary>Oldest first; other files are not ours and not touched.</summary>
    public static IReadOnlyList<(string Path, DateOnly Date, int Part)> In(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        List<(string Path, DateOnly Date, int Part)> found = [];
        foreach (var path in Directory.EnumerateFiles(folder, $"{Prefix}*"))
        {
            var parts = Path.GetFileName(path)[Prefix.Length..].Split('.');
            if (parts.Length is not (2 or 3) || parts[^1] is not ("log" or "jsonl")) continue;
            if (!DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) continue;
            var part = 0;
            if (parts.Length == 3 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out part)) continue;
            found.Add((path, date, part));
        }
        return [.. found.OrderBy(f => f.Date).ThenBy(f => f.Part).ThenBy(f => f.Path, StringComparer.Ordinal)];
    }
}
