using System.Buffers.Binary;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Journal;

/// <summary>
/// One record as bytes: length, header, payload, chain hash, place in its commit group, checksum. Place 0 starts a group, which says
/// that everything before it was on the disk when it was written.
/// </summary>
internal static class RecordFrame
{
    /// <summary>Writes length, header and payload; <see cref="Seal"/> adds the rest.</summary>
    public static void Write(Span<byte> target, in RecordHeader header, long sequence, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, target.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[4..], (ushort)header.Kind);
        target[6] = header.Version;
        target[7] = (byte)header.Origin;
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], header.EventTime.Nanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], header.ReceivedAt.Nanoseconds);
        payload.CopyTo(target[JournalFormat.RecordHeaderLength..]);
    }

    public static void Seal(Span<byte> record, HashChain chain, int placeInGroup)
    {
        var body = record[..^JournalFormat.TrailerLength];
        var trailer = record[body.Length..];
        chain.Add(body);
        chain.Current.CopyTo(trailer);
        BinaryPrimitives.WriteInt32LittleEndian(trailer[JournalFormat.HashLength..], placeInGroup);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[^4..], Crc32C.Compute(record[..^4]));
    }

    /// <summary>The length that the first four bytes claim; negative when no record can have it.</summary>
    public static int ClaimedLength(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length is >= JournalFormat.RecordOverhead and <= JournalFormat.LargestRecord ? length : -1;
    }

    public static bool HasValidChecksum(ReadOnlySpan<byte> record) =>
        Crc32C.Compute(record[..^4]) == BinaryPrimitives.ReadUInt32LittleEndian(record[^4..]);

    public static long Sequence(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64LittleEndian(record[8..]);

    public static RecordHeader Header(ReadOnlySpan<byte> record) =>
        new((RecordKind)BinaryPrimitives.ReadUInt16LittleEndian(record[4..]), record[6], (RecordOrigin)record[7],
            new Instant(BinaryPrimitives.ReadInt64LittleEndian(record[16..])), new Instant(BinaryPrimitives.ReadInt64LittleEndian(record[24..])));

    public static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> record) => record[JournalFormat.RecordHeaderLength..^JournalFormat.TrailerLength];

    /// <summary>What the chain hash is taken over, beside the previous hash.</summary>
    public static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> record) => record[..^JournalFormat.TrailerLength];

    public static ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> record) => record[^JournalFormat.TrailerLength..^8];

    public static bool StartsGroup(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record[^8..]) == 0;
}
