using System.Globalization;
using System.IO.Compression;

namespace Tidemark.Research.Predictions;

/// <summary>Columns of numbers from a CSV file with a header line: labels, predictions, weights.</summary>
public sealed class NumberColumns
{
    private readonly string path;
    private readonly char separator;
    private readonly Dictionary<string, double[]> columns = new(StringComparer.OrdinalIgnoreCase);

    private NumberColumns(string path, string header)
    {
        this.path = path;
        separator = header.Contains(',', StringComparison.Ordinal) ? ',' : header.Contains(';', StringComparison.Ordinal) ? ';' : '\t';
        Names = [.. header.Split(separator).Select(name => name.Trim().Trim('"'))];
    }

    /// <summary>Names of all columns of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of rows; known once columns were read.</summary>
    public int Count { get; private set; }

    /// <summary>The numbers of a column that was read.</summary>
    public double[] this[string name] => columns[name];

    /// <summary>Reads the header line of <c>.csv</c> or <c>.csv.gz</c> with commas, semicolons or tabs.</summary>
    /// <exception cref="BadInputException">The file cannot be read or is empty.</exception>
    public static NumberColumns Open(string path)
    {
        if (Directory.Exists(path)) throw new BadInputException($"{path}: is a folder, not a CSV file");
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        return Guarded(path, reader => new NumberColumns(path, reader.ReadLine()?.TrimStart('\uFEFF') ?? throw new BadInputException($"{path}: the file is empty")));
    }

    /// <summary>Whether there is a column of that name; case does not matter.</summary>
    public bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads columns whole.</summary>
    /// <exception cref="BadInputException">A column is not there, a cell is no finite number, or there are no rows; the message names file, line and column.</exception>
    public void Read(params IReadOnlyList<string> wanted)
    {
        var indexes = wanted.Select(IndexOf).ToArray();
        var lists = wanted.Select(_ => new List<double>()).ToArray();
        Guarded(path, reader =>
        {
            reader.ReadLine();
            var number = 1;
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (line.AsSpan().Trim().IsEmpty) continue;
                var cells = line.Split(separator);
                if (cells.Length != Names.Count) throw new BadInputException($"{path}, line {number}: {cells.Length} columns, but the header has {Names.Count}");
                for (var i = 0; i < indexes.Length; i++) lists[i].Add(Number(cells[indexes[i]].Trim().Trim('"'), number, Names[indexes[i]]));
            }
            return true;
        });
        Count = lists.Length == 0 ? 0 : lists[0].Count;
        if (Count == 0) throw new BadInputException($"{path}: there are no rows below the header");
        for (var i = 0; i < indexes.Length; i++) columns[wanted[i]] = [.. lists[i]];
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i].Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        throw new BadInputException($"{path}: there is no column '{name}' (columns: {string.Join(", ", Names)}){NearestNames.Hint(name, Names)}");
    }

    private double Number(string cell, int line, string column)
    {
        if (cell.Length == 0) throw new BadInputException($"{path}, line {line}: '{column}' is empty");
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new BadInputException($"{path}, line {line}: '{column}' is '{cell}', which is not a number");
        return double.IsFinite(value) ? value : throw new BadInputException($"{path}, line {line}: '{column}' is '{cell}', which is not finite");
    }

    private static T Guarded<T>(string path, Func<StreamReader, T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream);
            return read(reader);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: {failure.Message}", failure);
        }
    }
}
