using Tidemark.Storage.Import.Bars;
using Tidemark.Storage.Import.Files;
using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Storage.Import.Rows;
using Tidemark.Storage.Import.Trades;

namespace Tidemark.Storage.Import;

/// <summary>Reads one table from text to checked, ordered columns.</summary>
internal sealed class TableImporter(InputTable table, ReadOptions options, CancellationToken cancellation)
{
    private readonly RepairLog repairs = new(table.Name, options.Repairs);
    private readonly List<string> notes = [];

    /// <exception cref="BadInputException">The table or a row of it cannot be used; the message names file, line and reason.</exception>
    /// <exception cref="InvalidDataException">Compressed data is cut or damaged.</exception>
    public ParsedTable Read()
    {
        var blocks = new LineBlocks(table.Text, table.Name);
        try
        {
            if (!blocks.MoveNext(1)) throw new BadInputException($"{table.Name}: the file is empty");
            var block = blocks.Buffer.AsSpan(blocks.Start, blocks.Length);
            var (layout, firstRow, firstLine) = new LayoutRecognizer(table.Name, options.Layout, options.Instrument).Recognise(block);
            var plan = new RowPlan(layout);
            return layout.Kind == TableKind.Trades ? ReadTrades(blocks, plan, firstRow, firstLine) : ReadBars(blocks, plan, firstRow, firstLine);
        }
        catch (BadInputException)
        {
            // What looks like a bad row may be damaged packing, which only shows at its end.
            while (table.Text.Read(blocks.Buffer) > 0) { }
            throw;
        }
    }

    private ParsedTable ReadBars(LineBlocks blocks, RowPlan plan, int firstRow, long firstLine)
    {
        var bars = new BarRows();
        Reserve(bars, blocks, firstRow);
        var rowsRead = plan.Layout.Kind == TableKind.QuoteBars
            ? ReadRows(blocks, plan, new QuoteBarSink(bars), firstRow, firstLine)
            : ReadRows(blocks, plan, new BarSink(bars), firstRow, firstLine);
        var wasDescending = RowOrder.MakeAscending(bars, repairs);
        BarDuplicates.Remove(bars, repairs);
        var interval = IntervalCheck.Determine(bars, options.Interval, repairs);
        RequireRows(bars, rowsRead);
        NoteColumns(plan);
        return new ParsedTable(Report(plan, bars, rowsRead, wasDescending, interval), bars.Lines, bars.ToColumns(interval), null);
    }

    private ParsedTable ReadTrades(LineBlocks blocks, RowPlan plan, int firstRow, long firstLine)
    {
        var trades = new TradeRows();
        Reserve(trades, blocks, firstRow);
        var rowsRead = ReadRows(blocks, plan, new TradeSink(trades), firstRow, firstLine);
        var wasDescending = RowOrder.MakeAscending(trades, repairs);
        TradeDuplicates.Remove(trades, repairs);
        RequireRows(trades, rowsRead);
        if (options.Interval is not null) notes.Add("these are trades: the given interval is not used");
        NoteColumns(plan);
        return new ParsedTable(Report(plan, trades, rowsRead, wasDescending, null), trades.Lines, null, trades.ToColumns());
    }

    private long ReadRows<TSink>(LineBlocks blocks, RowPlan plan, TSink sink, int firstRow, long firstLine) where TSink : struct, IRowSink
    {
        var reader = new TableReader<TSink>(plan, sink, repairs, cancellation);
        reader.Read(blocks, firstRow, firstLine);
        if (reader.BlankLines > 1) notes.Add($"{reader.BlankLines} blank lines were passed over");
        if (blocks.EndsWithoutNewline) notes.Add("the last line does not end: make sure that the file is complete");
        RequireRows(sink.Table, reader.RowsRead);
        return reader.RowsRead;
    }

    private void RequireRows(RowTable rows, long rowsRead)
    {
        if (rowsRead == 0) throw new BadInputException($"{table.Name}: there is only a header");
        if (rows.Count == 0) throw new BadInputException($"{table.Name}: every row was left out: {string.Join("; ", repairs.Applied())}");
    }

    /// <summary>Growing columns copies them; the first line and the size of the text say about how long they will be.</summary>
    private void Reserve(RowTable rows, LineBlocks blocks, int firstRow)
    {
        const int Sampled = 64 * 1024;
        var sample = blocks.Buffer.AsSpan(firstRow, Math.Min(Sampled, blocks.Start + blocks.Length - firstRow));
        var lines = sample.Count((byte)'\n');
        if (lines == 0) return;
        var estimate = table.ExpectedBytes * lines / sample.Length * 21 / 20 + 16;
        rows.Reserve((int)Math.Clamp(estimate, lines, Array.MaxLength / 8));
    }

    private void NoteColumns(RowPlan plan)
    {
        var layout = plan.Layout;
        if (layout.Kind == TableKind.QuoteBars) notes.Add("bid and ask bars: the middle of both is kept, with volume 0");
        if (layout.Kind == TableKind.Bars && !layout.Has(ColumnRole.Volume)) notes.Add("there is no column of volume: it is taken as 0");
        if (plan.Symbol is { } symbol && options.Instrument is { } instrument && !HeadingNames.IsSymbolOf(symbol, instrument))
            notes.Add($"the file calls its instrument '{symbol}'");
    }

    private TableReport Report(RowPlan plan, RowTable rows, long rowsRead, bool wasDescending, Interval? interval) => new()
    {
        Name = table.Name,
        ShortName = table.ShortName,
        Layout = plan.Layout.Name,
        IsTrades = interval is null,
        RowsRead = rowsRead,
        RowsKept = rows.Count,
        First = new Instant(rows.Times[0]),
        Last = new Instant(rows.Times[^1]),
        WasDescending = wasDescending,
        Interval = interval,
        IsIntervalInferred = interval is not null && options.Interval is null,
        Repairs = [.. repairs.Applied()],
        Notes = [.. notes],
    };
}
