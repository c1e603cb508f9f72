namespace Tidemark.Storage.Catalog.Format;

/// <summary>What the rows of a column file are.</summary>
internal enum SeriesKind : uint
{
    Bars = 1,
    Trades = 2,
    Books = 3,
}
