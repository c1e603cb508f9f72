namespace Tidemark.Storage.Catalog.Format;

/// <summary>Where a column lies in a column file, and the checksum of each of its blocks.</summary>
internal sealed record ColumnEntry(string Name, ColumnType Type, long Offset, long Count, uint[] BlockChecksums)
{
    public int ValueBytes => Type == ColumnType.Byte ? 1 : 8;

    public long Bytes => Count * ValueBytes;
}
