using Tidemark.Storage.Import.Files;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import.Rows;

/// <summary>Reads the rows of a table from its first row to its last.</summary>
internal sealed unsafe class TableReader<TSink>(RowPlan plan, TSink sink, RepairLog repairs, CancellationToken cancellation)
    where TSink : struct, IRowSink
{
    private RowValues row;
    private long line;

    /// <summary>Rows seen, whether kept or not.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Lines with nothing on them between rows.</summary>
    public long BlankLines { get; private set; }

    /// <summary>Reads to the end of the text.</summary>
    /// <param name="blocks">Stands on the first block, which still holds the lines of the header.</param>
    /// <param name="firstRow">Where in the first block the rows begin.</param>
    /// <param name="firstLine">The line number there.</param>
    /// <exception cref="BadInputException">A row has a defect that no chosen repair takes care of.</exception>
    /// <exception cref="InvalidDataException">Compressed data is cut or damaged.</exception>
    public void Read(LineBlocks blocks, int firstRow, long firstLine)
    {
        line = firstLine;
        var from = firstRow;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            fixed (byte* buffer = blocks.Buffer) ReadBlock(buffer + from, buffer + blocks.Start + blocks.Length);
            if (!blocks.MoveNext(line)) return;
            from = blocks.Start;
        }
        while (true);
    }

    private void ReadBlock(byte* at, byte* end)
    {
        ReadOnlySpan<FieldKind> kinds = plan.Kinds;
        var table = sink.Table;
        while (at < end)
        {
            var next = FastRow.TryRead(at, plan, kinds, ref row);
            if (next != null && sink.TryTake(row))
            {
                table.Lines.Add(table.Count - 1, line);
                RowsRead++;
            }
            else
            {
                next = at + new ReadOnlySpan<byte>(at, (int)(end - at)).IndexOf((byte)'\n') + 1;
                ReadCarefully(new ReadOnlySpan<byte>(at, (int)(next - at - 1)), table);
            }
            at = next;
            line++;
        }
    }

    private void ReadCarefully(ReadOnlySpan<byte> text, RowTable table)
    {
        if (!text.IsEmpty && text[^1] == '\r') text = text[..^1];
        if (text.Trim(" \t"u8).IsEmpty)
        {
            BlankLines++;
            return;
        }
        RowsRead++;
        var reason = CarefulRow.Read(text, plan, ref row);
        if (reason is null)
        {
            if (sink.TryTake(row))
            {
                table.Lines.Add(table.Count - 1, line);
                return;
            }
            reason = sink.Defect(row);
        }
        repairs.Apply(Repair.SkipInvalid, line, reason, "skip-invalid leaves such rows out");
    }
}
