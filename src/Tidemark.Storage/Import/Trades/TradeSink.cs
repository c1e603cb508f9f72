using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Trades;

/// <summary>Takes trades.</summary>
internal readonly struct TradeSink(TradeRows rows) : IRowSink
{
    public RowTable Table => rows;

    public bool TryTake(in RowValues row)
    {
        if (TradeOf(row).Defect() is not null) return false;
        rows.Add(row.Time, row[ColumnRole.Price], row[ColumnRole.Quantity], row.Aggressor, row.TradeId);
        return true;
    }

    public string Defect(in RowValues row) => TradeOf(row).Defect() ?? "";

    private static Trade TradeOf(in RowValues row) => new(new Instant(row.Time), row[ColumnRole.Price], row[ColumnRole.Quantity],
        TradeColumns.DecodeAggressor(row.Aggressor), row.TradeId);
}
