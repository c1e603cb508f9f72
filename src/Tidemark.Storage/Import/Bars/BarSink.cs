using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Bars;

/// <summary>Takes bars with open, high, low, close and volume.</summary>
internal readonly struct BarSink(BarRows rows) : IRowSink
{
    public RowTable Table => rows;

    public bool TryTake(in RowValues row)
    {
        var bar = BarOf(row);
        if (!bar.IsValid) return false;
        rows.Add(bar);
        return true;
    }

    public string Defect(in RowValues row)
    {
        var bar = BarOf(row);
        return $"{bar.Defect()}: {BarRows.Describe(bar)}";
    }

    private static Bar BarOf(in RowValues row) => new(new Instant(row.Time), row[ColumnRole.Open], row[ColumnRole.High], row[ColumnRole.Low],
        row[ColumnRole.Close], row[ColumnRole.Volume]);
}
