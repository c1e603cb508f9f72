using Tidemark.Storage.Import.Layouts;

namespace Tidemark.Storage.Import.Rows;

/// <summary>A layout prepared for reading rows: for each column how to read it and where its value goes.</summary>
internal sealed class RowPlan
{
    private byte[] symbolBytes = [];

    public RowPlan(TableLayout layout)
    {
        Layout = layout;
        Kinds = [.. layout.Roles.Select(KindOf)];
        Slots = [.. layout.Roles.Select(role => (byte)role)];
    }

    public TableLayout Layout { get; }

    public FieldKind[] Kinds { get; }

    /// <summary>Index into <see cref="RowValues.Numbers"/> for each column.</summary>
    public byte[] Slots { get; }

    public byte Separator => Layout.Separator;

    public TimeUnit Unit => Layout.Unit;

    public int Columns => Kinds.Length;

    /// <summary>The instrument in the words of the source, as far as the table says; null before the first row.</summary>
    public string? Symbol { get; private set; }

    /// <summary>Checks that a table holds one instrument only.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public string? MatchSymbol(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (Symbol is null)
        {
            symbolBytes = text.ToArray();
            Symbol = CarefulRow.Show(text);
        }
        return text.SequenceEqual(symbolBytes) ? null : $"the symbol changes from '{Symbol}' to '{CarefulRow.Show(text)}'; a table holds one instrument";
    }

    /// <summary>Whether the text is the symbol of the rows before.</summary>
    public bool IsSymbol(ReadOnlySpan<byte> text) => Symbol is not null && text.SequenceEqual(symbolBytes);

    private static FieldKind KindOf(ColumnRole role) => role switch
    {
        ColumnRole.Ignore => FieldKind.Skip,
        ColumnRole.Time => FieldKind.Time,
        ColumnRole.TradeId => FieldKind.TradeId,
        ColumnRole.TakerSide => FieldKind.Side,
        ColumnRole.BuyerIsMaker => FieldKind.Flag,
        ColumnRole.Symbol => FieldKind.Symbol,
        _ => FieldKind.Number,
    };
}
