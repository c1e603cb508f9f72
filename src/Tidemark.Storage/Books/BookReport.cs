using System.Collections.Immutable;

namespace Tidemark.Storage.Books;

/// <summary>What a file of an order book held and what was done with it.</summary>
public sealed record BookReport
{
    /// <summary>The file without folders.</summary>
    public required string Name { get; init; }

    public required string Format { get; init; }

    /// <summary>Snapshots that began a book.</summary>
    public required long Snapshots { get; init; }

    /// <summary>Updates that were taken.</summary>
    public required long Updates { get; init; }

    public required long Quotes { get; init; }

    public required long Trades { get; init; }

    /// <summary>Updates and snapshots that said nothing new, and updates before a snapshot that it holds already.</summary>
    public required long Stale { get; init; }

    /// <summary>Updates that came while the book was unknown, and were dropped.</summary>
    public required long Unusable { get; init; }

    /// <summary>Lines that hold something else.</summary>
    public required long SkippedLines { get; init; }

    /// <summary>How often updates were missing.</summary>
    public required long GapCount { get; init; }

    /// <summary>The first of those places.</summary>
    public required ImmutableArray<BookGap> Gaps { get; init; }

    /// <summary>Whether there is no snapshot to begin with: the book holds only what has changed since.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Whether no market stands behind it: it was recorded from a simulated exchange.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>By how much the local clock was moved on, because messages would have come before they happened.</summary>
    public required Duration ClockShift { get; init; }

    /// <summary>The smallest, middle and largest latency of the feed, after the shift; null where receive times are not recorded.</summary>
    public required (Duration Smallest, Duration Middle, Duration Largest)? Latency { get; init; }

    /// <summary>What a reader should know, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>The notes, and where updates are missing.</summary>
    public ImmutableArray<string> Remarks => GapCount == 0 ? Notes : Notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"updates are missing in {GapCount:N0} places, the first in line {Gaps[0].Line:N0}: after each the book is unknown until the next snapshot"));
}
