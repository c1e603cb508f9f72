using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Files;
using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Signals;

/// <summary>
/// Reads signals from a table with a header: when each was known, its source, instrument, direction, strength and confidence (0 to 1; 1
/// where there is no such column) and for how long it is meant. Plain, gzip or zip.
/// </summary>
public static class SignalFileReader
{
    private static readonly (string Name, string[] Aliases, bool IsNeeded)[] Columns =
    [
        ("known_at", ["knownat", "time", "timestamp", "timestampms", "date", "datetime"], true),
        ("source", ["source", "model", "name"], true),
        ("instrument", ["instrument", "symbol"], false),
        ("direction", ["direction", "side"], true),
        ("strength", ["strength"], false),
        ("confidence", ["confidence", "probability"], false),
        ("horizon", ["horizon"], true),
        ("reason", ["reason"], false),
    ];

    private static readonly string[] Directions = ["long", "short", "flat"];

    /// <summary>The signals in the order of the time at which they were known; those of one moment as they stand in the file.</summary>
    /// <exception cref="BadInputException">The file cannot be used; the message names file, line and reason.</exception>
    public static IReadOnlyList<SignalRow> Read(string path)
    {
        var rows = new List<SignalRow>();
        InputFile.ForEachTable(path, null, 0, table =>
        {
            using var reader = new StreamReader(table.Text, Encoding.UTF8);
            ReadTable(table.Name, reader, rows);
        });
        return rows.Count == 0 ? throw new BadInputException($"{path}: there are no signals") : [.. rows.OrderBy(row => row.Signal.KnownAt)];
    }

    private static void ReadTable(string name, StreamReader reader, List<SignalRow> rows)
    {
        var header = reader.ReadLine() ?? throw new BadInputException($"{name}: the file is empty");
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var headings = header.Split(separator).Select(Plain).ToArray();
        var places = Columns.ToDictionary(column => column.Name, column => Array.FindIndex(headings, heading => column.Aliases.Contains(heading)));
        if (Columns.FirstOrDefault(column => column.IsNeeded && places[column.Name] < 0) is { Name: { } missing }) throw new BadInputException($"{name}:1: '{header}' has no column {missing}; needed are {string.Join(", ", Columns.Where(column => column.IsNeeded).Select(column => column.Name))}");
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = line.Split(separator);
            if (fields.Length != headings.Length) throw new BadInputException($"{name}:{number}: {fields.Length} columns instead of {headings.Length}");
            rows.Add(RowOf($"{name}:{number}", column => places[column] < 0 ? "" : fields[places[column]].Trim().Trim('"')));
        }
    }

    private static SignalRow RowOf(string place, Func<string, string> field)
    {
        var direction = field("direction").ToLowerInvariant() switch
        {
            "long" => PositionSide.Long,
            "short" => PositionSide.Short,
            "flat" => PositionSide.Flat,
            var other => throw new BadInputException($"{place}: '{other}' is none of {string.Join(", ", Directions)}{NearestNames.Hint(other, Directions)}"),
        };
        var source = field("source");
        if (source.Length == 0) throw new BadInputException($"{place}: the source is missing");
        if (!TimeText.TryRead(Encoding.ASCII.GetBytes(field("known_at")), TimeUnit.BySize, out var nanoseconds, out var reason)) throw new BadInputException($"{place}: '{field("known_at")}' {reason}");
        var signal = new Signal(new SignalSource(source), default, direction, Share(place, "strength", field("strength")), Share(place, "confidence", field("confidence")),
            HorizonOf(place, field("horizon")), new Instant(nanoseconds), new ReasonId(field("reason")));
        return new SignalRow(place, field("instrument"), signal);
    }

    private static double Share(string place, string column, string text)
    {
        if (text.Length == 0) return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw new BadInputException($"{place}: {column} '{text}' is not a number from 0 to 1");
    }

    private static Duration HorizonOf(string place, string text) => Interval.TryParse(text, out var horizon)
        ? new Duration(horizon.ApproximateNanoseconds)
        : throw new BadInputException($"{place}: horizon '{text}' is not a length of time, such as 90m, 4h, 1d");

    private static string Plain(string heading) => new([.. heading.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
