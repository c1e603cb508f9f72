using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Bars;

/// <summary>
/// Takes bars of bid and ask. What is kept is the middle of both, price by price, with volume 0: quotes say what could have been
/// traded, not what was. The middle of two highs need not have been seen as a middle; it bounds what was.
/// </summary>
internal readonly struct QuoteBarSink(BarRows rows) : IRowSink
{
    public RowTable Table => rows;

    public bool TryTake(in RowValues row)
    {
        if (!Bid(row).IsValid || !Ask(row).IsValid) return false;
        var middle = Middle(row);
        if (!middle.IsValid) return false;
        rows.Add(middle);
        return true;
    }

    public string Defect(in RowValues row)
    {
        var (name, bar) = !Bid(row).IsValid ? ("bid", Bid(row)) : !Ask(row).IsValid ? ("ask", Ask(row)) : ("the middle of bid and ask", Middle(row));
        return $"{name}: {bar.Defect()}: {BarRows.Describe(bar)}";
    }

    private static Bar Bid(in RowValues row) => new(new Instant(row.Time), row[ColumnRole.BidOpen], row[ColumnRole.BidHigh], row[ColumnRole.BidLow], row[ColumnRole.BidClose], 0);

    private static Bar Ask(in RowValues row) => new(new Instant(row.Time), row[ColumnRole.AskOpen], row[ColumnRole.AskHigh], row[ColumnRole.AskLow], row[ColumnRole.AskClose], 0);

    private static Bar Middle(in RowValues row)
    {
        var (bid, ask) = (Bid(row), Ask(row));
        return new Bar(bid.OpenTime, 0.5 * (bid.Open + ask.Open), 0.5 * (bid.High + ask.High), 0.5 * (bid.Low + ask.Low), 0.5 * (bid.Close + ask.Close), 0);
    }
}
