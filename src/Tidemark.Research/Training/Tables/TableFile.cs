using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Tidemark.Learning.Data;

namespace Tidemark.Research.Training.Tables;

/// <summary>
/// Reads a table to learn from: CSV with a heading line and commas, semicolons or tabs, plain or <c>.gz</c>. The text is streamed; the
/// numbers are kept as they are learnt from. Empty cells and NaN, NA, N/A, null and None are missing values.
/// </summary>
public static class TableFile
{
    private const int ProgressEveryLines = 4096;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">What its columns are.</param>
    /// <param name="progress">Takes the bytes of text read so far.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="BadInputException">The file cannot be read or understood; the message names file, line and column.</exception>
    public static LearningTable Read(string path, TableColumns columns, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        Open(path, lines => ReadRows(path, lines, columns, progress, cancellation));

    /// <summary>Reads the heading alone and says what is wrong with it, before work is done for the rest.</summary>
    /// <inheritdoc cref="Read"/>
    public static void Check(string path, TableColumns columns) => Open(path, lines => ReadHeading(path, lines, columns).Roles);

    private static T Open<T>(string path, Func<TableLines, T> read)
    {
        if (Directory.Exists(path)) throw new BadInputException($"{path}: is a folder, not a table");
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var lines = new TableLines(stream, path);
            return read(lines);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: {e.Message}", e);
        }
    }

    private static (TableRoles Roles, byte Separator) ReadHeading(string path, TableLines lines, TableColumns columns)
    {
        if (!lines.TryRead(out var heading)) throw new BadInputException($"{path}: the file is empty");
        if (heading.StartsWith("\uFEFF"u8)) heading = heading[3..];
        if (heading.Contains((byte)0)) throw new BadInputException($"{path}: is not text");
        var separator = heading.Contains((byte)',') ? (byte)',' : heading.Contains((byte)';') ? (byte)';' : (byte)'\t';
        var names = new List<string>();
        try
        {
            var cells = new TableCells(heading, separator);
            while (cells.MoveNext()) names.Add(Encoding.UTF8.GetString(cells.Current));
        }
        catch (FormatException problem)
        {
            throw new BadInputException($"{path}, line 1: {problem.Message}", problem);
        }
        return (columns.Locate(path, [.. names]), separator);
    }

    private static LearningTable ReadRows(string path, TableLines lines, TableColumns columns, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (roles, separator) = ReadHeading(path, lines, columns);
        var labels = roles.HasLabel ? new LabelBuilder(columns.Label!) : null;
        var weights = new List<double>();
        var width = roles.Features.Length;
        var values = new float[width * 256];
        var rows = 0;
        while (lines.TryRead(out var line))
        {
            if (line.Trim(" \t"u8).IsEmpty) continue;
            if (values.Length < (rows + 1L) * width) values = Grown(path, values, width);
            var problem = ReadRow(line, separator, roles, values.AsSpan(rows * width, width), labels, weights);
            if (problem is not null) throw new BadInputException($"{path}, line {lines.Number}{problem}");
            if (++rows % ProgressEveryLines != 0) continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(lines.Bytes);
        }
        if (rows == 0) throw new BadInputException($"{path}: there is no row below the heading");
        return new LearningTable
        {
            Path = path,
            DataHash = lines.Hash(),
            Columns = roles.Features,
            Features = new FeatureTable(values.AsMemory(0, rows * width), width),
            Labels = labels?.Build(),
            Weights = weights.ToArray(),
            Unused = [.. roles.Names.Where((_, index) => roles.Slots[index] == TableRoles.Unused)],
        };
    }

    /// <returns>What follows file and line in a message; null where the row was taken.</returns>
    private static string? ReadRow(ReadOnlySpan<byte> line, byte separator, TableRoles roles, Span<float> features, LabelBuilder? labels, List<double> weights)
    {
        var cells = new TableCells(line, separator);
        var column = 0;
        try
        {
            for (; cells.MoveNext(); column++)
            {
                if (column >= roles.Slots.Length) return $": more cells than the heading has columns ({roles.Slots.Length})";
                var cell = cells.Current;
                var problem = roles.Slots[column] switch
                {
                    TableRoles.Unused => null,
                    TableRoles.Label => labels!.Add(cell),
                    TableRoles.Weight => AddWeight(cell, weights),
                    var slot => TakeFeature(cell, out features[slot]),
                };
                if (problem is not null) return $", column '{roles.Names[column]}': '{CellText.Show(cell)}' {problem}";
            }
        }
        catch (FormatException problem)
        {
            return $": {problem.Message}";
        }
        return column < roles.Slots.Length ? $": {column} cells, but the heading has {roles.Slots.Length} columns" : null;
    }

    private static string? TakeFeature(ReadOnlySpan<byte> cell, out float value)
    {
        value = float.NaN;
        if (CellText.IsMissing(cell)) return null;
        if (!CellText.TryNumber(cell, out var number)) return "is not a number; leave the column out with --drop where it is no feature";
        value = (float)number;
        return float.IsFinite(value) ? null : "is infinite or too large for a feature; an empty cell is a missing value";
    }

    private static string? AddWeight(ReadOnlySpan<byte> cell, List<double> weights)
    {
        if (!CellText.TryNumber(cell, out var weight)) return "is not a number";
        weights.Add(weight);
        return weight >= 0 && double.IsFinite(weight) ? null : "is not a weight: those are finite and not negative";
    }

    private static float[] Grown(string path, float[] values, int width)
    {
        var most = (long)Array.MaxLength / width * width;
        if (values.Length == most) throw new BadInputException($"{path}: more than {most:N0} values; a table of this size does not fit");
        Array.Resize(ref values, (int)Math.Min(values.Length * 2L, most));
        return values;
    }
}
