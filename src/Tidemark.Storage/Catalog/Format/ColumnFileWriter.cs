using System.Buffers.Binary;
using System.Text;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>Writes a column file in one pass over the columns: values and checksum of each block together.</summary>
internal sealed class ColumnFileWriter
{
    private const int ChunkBytes = 512 * 1024;
    private readonly Stream stream;
    private long position;

    private ColumnFileWriter(Stream stream) => this.stream = stream;

    /// <param name="stream">An empty seekable stream.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">The columns in their order in the file.</param>
    /// <param name="metadata">Makes the description; asked for after the columns are written.</param>
    public static void Write(Stream stream, SeriesKind kind, long rows, IReadOnlyList<ColumnSource> columns, Func<byte[]> metadata)
    {
        var writer = new ColumnFileWriter(stream);
        writer.Put(new byte[ColumnFileFormat.PreambleBytes]);
        var entries = columns.Select(writer.WriteColumn).ToList();
        writer.PadTo(ColumnFileFormat.Align(writer.position));
        var footerOffset = writer.position;
        var metadataBytes = metadata();
        var footer = Footer(entries, metadataBytes);
        writer.Put(footer);
        var preamble = Preamble(kind, rows, footerOffset, footer, entries.Count, metadataBytes.Length);
        stream.Position = 0;
        stream.Write(preamble);
    }

    private ColumnEntry WriteColumn(ColumnSource column)
    {
        PadTo(ColumnFileFormat.Align(position));
        var offset = position;
        var valueBytes = column.Type == ColumnType.Byte ? 1 : 8;
        var blockBytes = ColumnFileFormat.BlockValues * valueBytes;
        var checksums = new List<uint>();
        var inBlock = 0;
        column.Read(bytes =>
        {
            while (!bytes.IsEmpty)
            {
                var chunk = bytes[..Math.Min(bytes.Length, Math.Min(ChunkBytes, blockBytes - inBlock))];
                if (inBlock == 0) checksums.Add(0);
                checksums[^1] = Crc32C.Append(checksums[^1], chunk);
                Put(chunk);
                inBlock = (inBlock + chunk.Length) % blockBytes;
                bytes = bytes[chunk.Length..];
            }
        });
        return new ColumnEntry(column.Name, column.Type, offset, column.Count, [.. checksums]);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        position += bytes.Length;
    }

    private void PadTo(long offset) => Put(new byte[offset - position]);

    private static byte[] Footer(List<ColumnEntry> entries, byte[] metadata)
    {
        var checksumCount = entries.Sum(entry => entry.BlockChecksums.Length);
        var footer = new byte[entries.Count * ColumnFileFormat.EntryBytes + checksumCount * sizeof(uint) + metadata.Length];
        var checksumsAt = entries.Count * ColumnFileFormat.EntryBytes;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var target = footer.AsSpan(i * ColumnFileFormat.EntryBytes, ColumnFileFormat.EntryBytes);
            Encoding.ASCII.GetBytes(entry.Name, target[..ColumnFileFormat.NameBytes]);
            BinaryPrimitives.WriteUInt32LittleEndian(target[ColumnFileFormat.NameBytes..], (uint)entry.Type);
            BinaryPrimitives.WriteInt32LittleEndian(target[(ColumnFileFormat.NameBytes + 4)..], entry.BlockChecksums.Length);
            BinaryPrimitives.WriteInt64LittleEndian(target[(ColumnFileFormat.NameBytes + 8)..], entry.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(target[(ColumnFileFormat.NameBytes + 16)..], entry.Count);
            foreach (var checksum in entry.BlockChecksums)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(checksumsAt), checksum);
                checksumsAt += sizeof(uint);
            }
        }
        metadata.CopyTo(footer.AsSpan(checksumsAt));
        return footer;
    }

    private static byte[] Preamble(SeriesKind kind, long rows, long footerOffset, byte[] footer, int columnCount, int metadataLength)
    {
        var preamble = new byte[ColumnFileFormat.PreambleBytes];
        ColumnFileFormat.Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble.AsSpan(8), ColumnFileFormat.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble.AsSpan(12), (uint)kind);
        BinaryPrimitives.WriteInt64LittleEndian(preamble.AsSpan(16), footerOffset + footer.Length);
        BinaryPrimitives.WriteInt64LittleEndian(preamble.AsSpan(24), rows);
        BinaryPrimitives.WriteInt64LittleEndian(preamble.AsSpan(32), footerOffset);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(40), footer.Length);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(44), columnCount);
        BinaryPrimitives.WriteInt32LittleEndian(preamble.AsSpan(48), metadataLength);
        var checksum = Crc32C.Append(Crc32C.Compute(preamble.AsSpan(0, ColumnFileFormat.ChecksumOffset)), footer);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble.AsSpan(ColumnFileFormat.ChecksumOffset), checksum);
        return preamble;
    }
}
