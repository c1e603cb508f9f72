using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>Preamble and footer of a column file: all but the columns themselves.</summary>
/// <param name="Checksum">CRC-32C of preamble and footer; as the footer holds the checksums of all blocks it stands for the whole content.</param>
internal sealed record ColumnFileHeader(SeriesKind Kind, long Rows, long FileLength, uint Checksum, IReadOnlyList<ColumnEntry> Columns, byte[] Metadata)
{
    /// <summary>Reads and checks the header; the columns are not touched.</summary>
    /// <exception cref="DamagedSeriesException">The file is cut, damaged, or written by a newer version.</exception>
    public static ColumnFileHeader Read(SafeFileHandle file, string path)
    {
        var length = RandomAccess.GetLength(file);
        var preamble = new byte[ColumnFileFormat.PreambleBytes];
        var got = ReadFully(file, preamble, 0);
        if (got < ColumnFileFormat.Magic.Length + sizeof(uint) || !preamble.AsSpan().StartsWith(ColumnFileFormat.Magic))
            throw new DamagedSeriesException(path, length < ColumnFileFormat.PreambleBytes ? "it is cut: even its first 64 bytes are not whole" : "it is not a file of the catalog, or its beginning is damaged");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(8));
        if (version > ColumnFileFormat.Version)
            throw new DamagedSeriesException(path, $"it has format version {version}, this program reads up to {ColumnFileFormat.Version}: use a newer Tidemark");
        var fileLength = BinaryPrimitives.ReadInt64LittleEndian(preamble.AsSpan(16));
        if (got < preamble.Length || fileLength != length)
            throw new DamagedSeriesException(path, $"it has {length} bytes where its header says {fileLength}: it is {(length < fileLength ? "cut" : "longer than it was written")}");
        var footerOffset = BinaryPrimitives.ReadInt64LittleEndian(preamble.AsSpan(32));
        var footerLength = BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(40));
        if (footerLength > ColumnFileFormat.LargestFooterBytes || footerOffset < ColumnFileFormat.PreambleBytes || footerOffset + footerLength != length)
            throw new DamagedSeriesException(path, "its header is damaged");
        var footer = new byte[footerLength];
        if (ReadFully(file, footer, footerOffset) != footer.Length) throw new DamagedSeriesException(path, "its end cannot be read");
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(ColumnFileFormat.ChecksumOffset));
        if (Crc32C.Append(Crc32C.Compute(preamble.AsSpan(0, ColumnFileFormat.ChecksumOffset)), footer) != checksum)
            throw new DamagedSeriesException(path, "its header does not match its checksum");
        return Parse(preamble, footer, path, checksum);
    }

    /// <summary>The column of a name and type.</summary>
    /// <exception cref="DamagedSeriesException">There is none.</exception>
    public ColumnEntry Column(string name, ColumnType type, string path) =>
        Columns.FirstOrDefault(column => column.Name == name && column.Type == type) ?? throw new DamagedSeriesException(path, $"it has no column '{name}'");

    private static ColumnFileHeader Parse(byte[] preamble, byte[] footer, string path, uint checksum)
    {
        var columnCount = BinaryPrimitives.ReadInt32LittleEndian(preamble.AsSpan(44));
        var metadataLength = BinaryPrimitives.ReadInt32LittleEndian(preamble.AsSpan(48));
        var checksumsAt = columnCount * ColumnFileFormat.EntryBytes;
        var columns = new List<ColumnEntry>(columnCount);
        for (var i = 0; i < columnCount; i++)
        {
            var entry = footer.AsSpan(i * ColumnFileFormat.EntryBytes, ColumnFileFormat.EntryBytes);
            var blocks = new uint[BinaryPrimitives.ReadInt32LittleEndian(entry[(ColumnFileFormat.NameBytes + 4)..])];
            for (var block = 0; block < blocks.Length; block++, checksumsAt += sizeof(uint)) blocks[block] = BinaryPrimitives.ReadUInt32LittleEndian(footer.AsSpan(checksumsAt));
            columns.Add(new ColumnEntry(
                Encoding.ASCII.GetString(entry[..ColumnFileFormat.NameBytes]).TrimEnd('\0'),
                (ColumnType)BinaryPrimitives.ReadUInt32LittleEndian(entry[ColumnFileFormat.NameBytes..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[(ColumnFileFormat.NameBytes + 8)..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[(ColumnFileFormat.NameBytes + 16)..]),
                blocks));
        }
        if (checksumsAt + metadataLength != footer.Length) throw new DamagedSeriesException(path, "its header does not add up");
        return new ColumnFileHeader((SeriesKind)BinaryPrimitives.ReadUInt32LittleEndian(preamble.AsSpan(12)),
            BinaryPrimitives.ReadInt64LittleEndian(preamble.AsSpan(24)), BinaryPrimitives.ReadInt64LittleEndian(preamble.AsSpan(16)), checksum,
            columns, footer[checksumsAt..]);
    }

    private static int ReadFully(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(file, buffer[total..], offset + total);
            if (read == 0) break;
            total += read;
        }
        return total;
    }
}
