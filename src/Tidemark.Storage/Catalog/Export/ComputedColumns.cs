using System.Text;

namespace Tidemark.Storage.Catalog.Export;

/// <summary>Columns computed for a series of times, such as the outputs of an indicator.</summary>
/// <param name="Times">Nanoseconds since 1970, one a row.</param>
/// <param name="Names">One a column.</param>
/// <param name="Values">The columns after one another, each as long as there are times; NaN where a value is not defined.</param>
public sealed record ComputedColumns(ReadOnlyMemory<long> Times, IReadOnlyList<string> Names, ReadOnlyMemory<double> Values)
{
    /// <summary>Writes a <c>time</c> column (Unix milliseconds) and the others as CSV: empty where not defined, else digits that read back as the same number.</summary>
    public void WriteCsv(Stream output)
    {
        var row = new TextRow(output).Text("time"u8);
        foreach (var name in Names) row.Text(","u8).Text(Encoding.UTF8.GetBytes(name));
        row.Text("\n"u8);
        var times = Times.Span;
        var values = Values.Span;
        for (var i = 0; i < times.Length; i++)
        {
            row.Number(new Instant(times[i]).UnixMilliseconds);
            for (var column = 0; column < Names.Count; column++)
            {
                row.Text(","u8);
                var value = values[column * times.Length + i];
                if (!double.IsNaN(value)) row.Number(value);
            }
            row.Text("\n"u8);
        }
        row.Flush();
    }
}
