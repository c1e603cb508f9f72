namespace Tidemark.Engine.Ports;

/// <summary>Where records go, in order. The journal is the truth of orders, fills and limits; everything else can be rebuilt from it.</summary>
public interface IJournal
{
    /// <summary>Adds a record and returns its number. It is safe on disk only once <see cref="Durable"/> has reached it.</summary>
    /// <exception cref="IOException">It cannot be written: the caller must stop, not go on without a journal.</exception>
    JournalSequence Append(in RecordHeader header, ReadOnlySpan<byte> payload);

    /// <summary>The number of the last record that would survive a power cut.</summary>
    JournalSequence Durable { get; }
}
