using System.Buffers.Binary;
using System.Security.Cryptography;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Journal;

/// <summary>The first 96 bytes of a segment: which journal, which part of it, and the hash that its first record continues.</summary>
internal readonly record struct SegmentHeader(UInt128 JournalId, int Number, long FirstSequence, Instant CreatedAt, ReadOnlyMemory<byte> PreviousHash)
{
    /// <summary>What the first record of a journal continues: SHA-256 of the 16 bytes of its id.</summary>
    public static byte[] FirstHash(UInt128 journalId)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(id, journalId);
        return SHA256.HashData(id);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[JournalFormat.SegmentHeaderLength];
        var target = bytes.AsSpan();
        JournalFormat.Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], JournalFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], JournalFormat.SegmentHeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], Number);
        BinaryPrimitives.WriteUInt128LittleEndian(target[16..], JournalId);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], CreatedAt.Nanoseconds);
        PreviousHash.Span.CopyTo(target[48..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[92..], Crc32C.Compute(target[..92]));
        return bytes;
    }

    /// <summary>Reads a header; <paramref name="defect"/> says why it cannot be one.</summary>
    /// <exception cref="JournalException">A newer build wrote it.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, string path, out SegmentHeader header, out string defect)
    {
        header = default;
        defect = "the segment ends inside its header";
        if (bytes.Length < 12) return false;
        defect = "the file is not a journal segment";
        if (!bytes[..8].SequenceEqual(JournalFormat.Magic)) return false;
        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (version > JournalFormat.Version)
            throw new JournalException($"{path} has format version {version}; this build reads up to {JournalFormat.Version}: use the newer build that wrote it");
        defect = "the segment ends inside its header";
        if (bytes.Length < JournalFormat.SegmentHeaderLength) return false;
        defect = "the header's checksum does not match";
        if (Crc32C.Compute(bytes[..92]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[92..])) return false;
        header = new SegmentHeader(BinaryPrimitives.ReadUInt128LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]), new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes[40..])), bytes[48..80].ToArray());
        return true;
    }
}
