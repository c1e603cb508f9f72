using System.Globalization;
using System.IO.Compression;

namespace Tidemark.Research.ReturnSeries;

/// <summary>Returns per period, and a benchmark's, read from a CSV file with a header line.</summary>
/// <param name="Returns">Simple returns in the order of the file.</param>
/// <param name="Benchmark">The benchmark's returns in the same periods; null when none was asked for.</param>
/// <param name="SkippedRows">Rows that were left out because a wanted cell was empty or NaN.</param>
public sealed record ReturnsFile(double[] Returns, double[]? Benchmark, int SkippedRows)
{
    /// <summary>Reads <c>.csv</c> or <c>.csv.gz</c> with commas, semicolons or tabs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The name of the column of returns.</param>
    /// <param name="benchmarkColumn">The name of the column of the benchmark's returns, or null.</param>
    /// <exception cref="BadInputException">The file cannot be read or understood; the message names file, line and reason.</exception>
    public static ReturnsFile Load(string path, string column, string? benchmarkColumn)
    {
        if (Directory.Exists(path)) throw new BadInputException($"{path}: is a folder, not a file of returns");
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            return Read(path, reader, column, benchmarkColumn);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: {e.Message}", e);
        }
    }

    private static ReturnsFile Read(string path, TextReader reader, string column, string? benchmarkColumn)
    {
        var header = reader.ReadLine()?.TrimStart('\uFEFF') ?? throw new BadInputException($"{path}: the file is empty");
        var separator = header.Contains(',', StringComparison.Ordinal) ? ',' : header.Contains(';', StringComparison.Ordinal) ? ';' : '\t';
        var names = header.Split(separator).Select(name => name.Trim().Trim('"')).ToArray();
        var own = IndexOf(path, names, column);
        var other = benchmarkColumn is null ? -1 : IndexOf(path, names, benchmarkColumn);
        var returns = new List<double>();
        var benchmark = new List<double>();
        var skipped = 0;
        var number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty) continue;
            var ownValue = Cell(path, number, line, separator, own, names);
            var otherValue = other < 0 ? 0 : Cell(path, number, line, separator, other, names);
            if (ownValue is not { } value || otherValue is not { } benchmarkValue)
            {
                skipped++;
                continue;
            }
            returns.Add(value);
            benchmark.Add(benchmarkValue);
        }
        if (returns.Count == 0) throw new BadInputException($"{path}: no row has a return in column '{column}'");
        return new ReturnsFile([.. returns], other < 0 ? null : [.. benchmark], skipped);
    }

    private static int IndexOf(string path, string[] names, string column)
    {
        var index = Array.FindIndex(names, name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new BadInputException($"{path}: there is no column '{column}' (columns: {string.Join(", ", names)}){NearestNames.Hint(column, names)}");
    }

    /// <summary>The number in a cell; null when it is empty or NaN.</summary>
    private static double? Cell(string path, int lineNumber, ReadOnlySpan<char> line, char separator, int column, string[] names)
    {
        var rest = line;
        for (var i = 0; i < column; i++)
        {
            var end = rest.IndexOf(separator);
            if (end < 0) throw new BadInputException($"{path}, line {lineNumber}: {i + 1} columns, but the header has {names.Length}");
            rest = rest[(end + 1)..];
        }
        var next = rest.IndexOf(separator);
        var cell = (next < 0 ? rest : rest[..next]).Trim().Trim('"');
        if (cell.IsEmpty || cell.Equals("nan", StringComparison.OrdinalIgnoreCase)) return null;
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new BadInputException($"{path}, line {lineNumber}: '{names[column]}' is '{cell}', which is not a number");
        if (!double.IsFinite(value)) throw new BadInputException($"{path}, line {lineNumber}: '{names[column]}' is not finite");
        return value;
    }
}
