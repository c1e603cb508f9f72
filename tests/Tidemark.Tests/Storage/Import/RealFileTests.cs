using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Storage.Import;

namespace Tidemark.Tests.Storage.Import;

/// <summary>Every real file is recognised without being told what it is, and holds what the description of the folder says.</summary>
public sealed partial class RealFileTests
{
    public static TheoryData<string> BarFiles() => Files("*.csv*", "ohlcv");

    [Theory]
    [MemberData(nameof(BarFiles))]
    public void Read_RealBars_HoldsWhatTheFolderSays(string file)
    {
        var path = SharedFolders.DataPath(file);
        Assert.NotEqual("", file);
        var described = Description(file);

        var bars = BarFileReader.Read(path);

        Assert.Equal(described.Interval, bars.Interval);
        Assert.Equal(described.Rows, bars.Bars.Count);
        Assert.Equal(described.First, Interval.Minutes(1).OpenOf(bars.Bars[0].OpenTime));
        Assert.Equal(described.Last, Interval.Minutes(1).OpenOf(bars.Bars[bars.Bars.Count - 1].OpenTime));
        Assert.All(Enumerable.Range(0, bars.Bars.Count), i => Assert.True(bars.Bars[i].IsValid));
        if (described.Absent is { } absent) Assert.Equal(absent, bars.Gaps.AbsentBars());
    }

    /// <summary>A line of the folder's description; times are to the minute.</summary>
    private sealed record FolderRow(Interval Interval, int Rows, Instant First, Instant Last, long? Absent);

    private static FolderRow Description(string file)
    {
        var line = File.ReadLines(SharedFolders.DataPath("README.md")).FirstOrDefault(text => text.StartsWith($"| `{file.Replace('\\', '/')}`", StringComparison.Ordinal));
        Assert.True(line is not null, $"{file} is not described in README.md");
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        var times = cells[5].Split('–', StringSplitOptions.TrimEntries);
        var absent = LeadingNumber().Match(cells[7]);
        return new FolderRow(Interval.Parse(cells[3]), int.Parse(cells[4], NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
            Instant.Parse(times[0]), Instant.Parse(times[1]), absent.Success ? long.Parse(absent.Value, CultureInfo.InvariantCulture) : null);
    }

    private static TheoryData<string> Files(string pattern, string folder)
    {
        var files = new TheoryData<string>();
        if (SharedFolders.Data is null) files.Add("");
        else
            foreach (var path in Directory.GetFiles(Path.Combine(SharedFolders.Data, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                files.Add(Path.GetRelativePath(SharedFolders.Data, path));
        return files;
    }

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex LeadingNumber();
}
