namespace Tidemark.Storage.Import.Rows;

/// <summary>How the text of a column is read.</summary>
internal enum FieldKind : byte
{
    Skip,
    Time,
    Number,
    TradeId,
    Side,
    Flag,
    Symbol,
}
