using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Files;
using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Observations;

/// <summary>
/// Reads observations from a table with a header: the time that each is about, when it was known, and its value; empty values are left
/// out. A file that does not say when its values were known is refused unless a delay is given: guessing it is how backtests come to know the future.
/// </summary>
public static class ObservationFileReader
{
    private static readonly string[] TimeNames = ["time", "date", "timestamp", "timestampms", "timems", "datetime", "eventtime", "day"];
    private static readonly string[] KnownNames = ["knownat", "knownatms", "known", "availableat", "publishedat"];

    /// <summary>The observations in the order of the time from which they are used.</summary>
    /// <exception cref="BadInputException">The file cannot be used; the message names file, line and reason.</exception>
    public static IReadOnlyList<ObservationRow> Read(ObservationFile file)
    {
        var rows = new List<(Instant Time, Instant? Known, double Value, string Place)>();
        var hasKnown = false;
        InputFile.ForEachTable(file.Path, null, 0, table =>
        {
            using var reader = new StreamReader(table.Text, Encoding.UTF8);
            hasKnown = ReadTable(file, table.Name, reader, rows);
        });
        if (rows.Count == 0) throw new BadInputException($"{file.Path}: there are no observations");
        if (!hasKnown && file.Delay is null && !file.ByDate)
            throw new BadInputException($"{file.Path}: nothing says when the values of '{file.Name}' were known; name a column (known: COLUMN) or how long after their time (delay: 1d for figures of whole days)");
        return [.. Made(file, [.. rows.OrderBy(row => row.Time)]).OrderBy(row => row.Observation.KnownAt)];
    }

    private static IEnumerable<ObservationRow> Made(ObservationFile file, (Instant Time, Instant? Known, double Value, string Place)[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var (time, known, value, place) = rows[i];
            if (known < time) throw new BadInputException($"{place}: the value is known at {known}, before the time {time} that it is about");
            // A dated figure is whole when the next begins.
            var really = known ?? (file.ByDate && file.Delay is null ? rows[Math.Min(i + 1, rows.Length - 1)].Time : time + (file.Delay ?? default));
            yield return new ObservationRow(new Observation(file.Name, value, time, file.ByDate ? time : really), really);
        }
    }

    private static bool ReadTable(ObservationFile file, string name, StreamReader reader, List<(Instant Time, Instant? Known, double Value, string Place)> rows)
    {
        var header = reader.ReadLine() ?? throw new BadInputException($"{name}: the file is empty");
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var headings = Fields(header, separator).Select(heading => heading.Trim().TrimStart('\uFEFF')).ToArray();
        var time = Column(name, headings, file.TimeColumn, TimeNames) ?? throw new BadInputException($"{name}:1: no column of '{header}' is a time; name it (time: COLUMN)");
        var known = Column(name, headings, file.KnownColumn, KnownNames);
        var value = ValueColumn(file, name, headings, time, known);
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var (fields, place) = (Fields(line, separator), $"{name}:{number.ToString(CultureInfo.InvariantCulture)}");
            if (fields.Count != headings.Length) throw new BadInputException($"{place}: {fields.Count} columns instead of {headings.Length}");
            if (fields[value].Trim().Length == 0) continue;
            if (!double.TryParse(fields[value], NumberStyles.Float, CultureInfo.InvariantCulture, out var number64)) throw new BadInputException($"{place}: {headings[value]} '{fields[value].Trim()}' is not a number");
            if (!double.IsFinite(number64)) continue;
            rows.Add((TimeOf(place, fields[time]), known is { } column ? TimeOf(place, fields[column]) : null, number64, place));
        }
        return known is not null;
    }

    private static int ValueColumn(ObservationFile file, string name, string[] headings, int time, int? known)
    {
        if (Column(name, headings, file.ValueColumn, ["value", Plain(file.Name)]) is { } found) return found;
        var left = Enumerable.Range(0, headings.Length).Where(index => index != time && index != known).ToList();
        return left.Count == 1 ? left[0] : throw new BadInputException($"{name}:1: which column holds '{file.Name}'? there are {string.Join(", ", left.Select(index => headings[index]))}; name it (column: {(left.Count > 0 ? headings[left[0]] : "COLUMN")})");
    }

    private static int? Column(string name, string[] headings, string? given, string[] usual)
    {
        if (given is null)
        {
            var index = Array.FindIndex(headings, heading => usual.Contains(Plain(heading)));
            return index < 0 ? null : index;
        }
        var found = Array.FindIndex(headings, heading => heading == given);
        return found >= 0 ? found : throw new BadInputException($"{name}:1: there is no column '{given}'{NearestNames.Hint(given, headings)}");
    }

    private static Instant TimeOf(string place, string text) => TimeText.TryRead(Encoding.UTF8.GetBytes(text.Trim()), TimeUnit.BySize, out var nanoseconds, out var reason)
        ? new Instant(nanoseconds)
        : throw new BadInputException($"{place}: '{text.Trim()}' {reason}");

    /// <summary>The fields of a line; those in quotation marks may hold the separator.</summary>
    private static List<string> Fields(string line, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        foreach (var letter in line)
        {
            if (letter == '"') isQuoted = !isQuoted;
            else if (letter == separator && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        fields.Add(field.ToString());
        return fields;
    }

    private static string Plain(string heading) => new([.. heading.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
