using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;

namespace Tidemark.Storage.Journal;

/// <summary>What checking a whole journal found.</summary>
public sealed record JournalReport
{
    private const int UnreadableShown = 20;

    public required JournalFolder Folder { get; init; }

    public required UInt128 Id { get; init; }

    public required Instant CreatedAt { get; init; }

    public required int Segments { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Whole records with valid checksum, number and hash.</summary>
    public required long Records { get; init; }

    /// <summary>How many of them are inputs; the others are derived.</summary>
    public required long Inputs { get; init; }

    public required IReadOnlyDictionary<RecordKind, long> RecordsByKind { get; init; }

    /// <summary>The engine's clock at the first and at the last record.</summary>
    public required Instant FirstReceivedAt { get; init; }

    public required Instant LastReceivedAt { get; init; }

    /// <summary>The chain hash of the last record, in hex.</summary>
    public required string Hash { get; init; }

    public required JournalEnding Ending { get; init; }

    /// <summary>Whether it could be checked that no records are missing at the end.</summary>
    public required bool HasAnchor { get; init; }

    /// <summary>Whether a process was writing it meanwhile; its last record may then be cut for a moment.</summary>
    public required bool IsBeingWritten { get; init; }

    /// <summary>Records whose bytes are as written, but whose content this build cannot read; at most the first twenty.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }

    /// <summary>Whether every record is there and readable; a tail that is just being written does not count against it.</summary>
    public bool IsSound => Unreadable.Count == 0 && (Ending.Kind == JournalEndingKind.Complete || (Ending.Kind == JournalEndingKind.TornTail && IsBeingWritten));

    /// <summary>Reads and checks everything.</summary>
    /// <param name="folder">The journal.</param>
    /// <param name="onRecord">Called after each record with its number, for progress; may throw to stop.</param>
    /// <exception cref="BadInputException">There is no journal.</exception>
    /// <exception cref="JournalException">A newer build wrote it.</exception>
    public static JournalReport Of(JournalFolder folder, Action<long>? onRecord = null)
    {
        var isBeingWritten = JournalWriter.IsBeingWritten(folder);
        using var reader = new JournalReader(folder);
        var counts = new SortedDictionary<RecordKind, long>();
        var unreadable = new List<string>();
        var inputs = 0L;
        Instant first = default, latest = default;
        while (reader.Read())
        {
            var header = reader.Header;
            counts[header.Kind] = counts.GetValueOrDefault(header.Kind) + 1;
            if (header.IsInput) inputs++;
            if (reader.Sequence.Value == 1) first = header.ReceivedAt;
            latest = header.ReceivedAt;
            if (unreadable.Count < UnreadableShown && DefectOf(header, reader.Payload) is { } defect) unreadable.Add($"record {reader.Sequence.Value}: {defect}");
            onRecord?.Invoke(reader.Sequence.Value);
        }
        return new JournalReport
        {
            Folder = folder,
            Id = reader.Id,
            CreatedAt = reader.CreatedAt,
            Segments = reader.SegmentCount,
            Bytes = folder.ByteCount,
            Records = reader.Sequence.Value,
            Inputs = inputs,
            RecordsByKind = counts,
            FirstReceivedAt = first,
            LastReceivedAt = latest,
            Hash = Convert.ToHexStringLower(reader.Hash),
            Ending = reader.Ending!,
            HasAnchor = reader.HasAnchor,
            IsBeingWritten = isBeingWritten,
            Unreadable = unreadable,
        };
    }

    private static string? DefectOf(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        try
        {
            RecordContent.Decode(header, payload);
            return null;
        }
        catch (InvalidDataException defect)
        {
            return defect.Message;
        }
    }
}
