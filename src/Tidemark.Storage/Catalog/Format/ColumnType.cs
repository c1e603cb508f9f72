namespace Tidemark.Storage.Catalog.Format;

/// <summary>The type of the values of a stored column, little-endian.</summary>
internal enum ColumnType : uint
{
    Int64 = 1,
    Float64 = 2,
    Byte = 3,
}
