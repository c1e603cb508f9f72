using System.Globalization;

namespace Tidemark.Learning.Tests;

/// <summary>A CSV file of numbers with a header line.</summary>
internal sealed class NumberTable
{
    private readonly double[][] rows;

    private NumberTable(string[] names, double[][] rows)
    {
        Names = names;
        this.rows = rows;
    }

    public string[] Names { get; }

    public int Count => rows.Length;

    public static NumberTable Load(string path)
    {
        var lines = File.ReadAllLines(path);
        return new NumberTable(lines[0].Split(','),
            [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())]);
    }

    public double[] Column(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index >= 0 ? [.. rows.Select(row => row[index])] : throw new ArgumentException($"no column '{name}'");
    }

    /// <summary>Some columns side by side, row-major.</summary>
    public double[] Columns(params string[] names)
    {
        var indexes = names.Select(name => Array.IndexOf(Names, name)).ToArray();
        return [.. rows.SelectMany(row => indexes.Select(index => row[index]))];
    }
}
