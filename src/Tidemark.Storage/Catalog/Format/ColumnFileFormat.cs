namespace Tidemark.Storage.Catalog.Format;

/// <summary>
/// The layout of a column file, version 1, all numbers little-endian:
/// <code>
/// preamble, 64 bytes   "TIDEMARK" | version u32 | kind u32 | file length i64 | rows i64 | footer offset i64
///                      | footer length u32 | column count u32 | metadata length u32 | zeros | CRC-32C u32 of preamble and footer
/// columns              each at a multiple of 64 bytes, values one after the other, as they are mapped
/// footer               per column: name (16 bytes, zero padded) | type u32 | block count u32 | offset i64 | count i64
///                      then per column the CRC-32C u32 of each block of 65,536 values, then the metadata as UTF-8 JSON
/// </code>
/// The preamble is written last, so a file that was cut while it was written never has one.
/// </summary>
internal static class ColumnFileFormat
{
    public const uint Version = 1;
    public const int PreambleBytes = 64;
    public const int ChecksumOffset = 60;
    public const int Alignment = 64;
    public const int NameBytes = 16;
    public const int EntryBytes = NameBytes + 24;
    public const int BlockValues = 65_536;
    public const int LargestFooterBytes = 64 * 1024 * 1024;

    public static ReadOnlySpan<byte> Magic => "TIDEMARK"u8;

    public static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;

    public static int BlockCount(long values) => checked((int)((values + BlockValues - 1) / BlockValues));
}
