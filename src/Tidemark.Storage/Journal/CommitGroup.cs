using Tidemark.Engine.Ports;

namespace Tidemark.Storage.Journal;

/// <summary>Records that go to the disk together: one write, one flush.</summary>
internal sealed class CommitGroup
{
    private byte[] bytes = new byte[16 * 1024];
    private int length;

    /// <summary>The last record in it; 0 when empty.</summary>
    public long LastSequence { get; private set; }

    public int ByteCount => length;

    public bool IsEmpty => length == 0;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    public void Add(in RecordHeader header, long sequence, ReadOnlySpan<byte> payload)
    {
        var recordLength = JournalFormat.RecordOverhead + payload.Length;
        if (length + recordLength > bytes.Length) Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + recordLength));
        RecordFrame.Write(bytes.AsSpan(length, recordLength), header, sequence, payload);
        length += recordLength;
        LastSequence = sequence;
    }

    /// <summary>Adds hashes, places and checksums.</summary>
    public void Seal(HashChain chain)
    {
        var place = 0;
        for (var offset = 0; offset < length; place++)
        {
            var recordLength = RecordFrame.ClaimedLength(bytes.AsSpan(offset));
            RecordFrame.Seal(bytes.AsSpan(offset, recordLength), chain, place);
            offset += recordLength;
        }
    }

    public void Clear()
    {
        length = 0;
        LastSequence = 0;
    }
}
