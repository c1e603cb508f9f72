namespace Tidemark.Indicators.Columns;

/// <summary>Where a computation writes: one column for each output of an indicator, all of the same length, in one piece of memory.</summary>
public readonly ref struct OutputColumns
{
    private readonly Span<double> values;

    /// <param name="values">Room for <paramref name="outputs"/> times <paramref name="rows"/> values.</param>
    /// <param name="outputs">The number of columns.</param>
    /// <param name="rows">The number of values in each.</param>
    /// <exception cref="ArgumentException">The room is not of that size.</exception>
    public OutputColumns(Span<double> values, int outputs, int rows)
    {
        if (values.Length != (long)outputs * rows) throw new ArgumentException($"{outputs} columns of {rows} rows do not fill {values.Length} values");
        this.values = values;
        Count = outputs;
        Rows = rows;
    }

    /// <summary>The number of columns.</summary>
    public int Count { get; }

    /// <summary>The length of each.</summary>
    public int Rows { get; }

    public Span<double> this[int output] => values.Slice(output * Rows, Rows);

    /// <summary>The outputs of an indicator after one bar, across the columns.</summary>
    internal void Write(int row, Indicator indicator)
    {
        for (var output = 0; output < Count; output++) values[output * Rows + row] = indicator.Output(output);
    }
}
