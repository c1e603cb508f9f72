namespace Tidemark.Cli.Recording;

/// <summary>What was recorded of one instrument.</summary>
internal sealed record RecordingCounts
{
    public long Trades { get; init; }

    /// <summary>Updates of the book.</summary>
    public long Updates { get; init; }

    /// <summary>Whole books that came, at the beginning and after gaps.</summary>
    public long Snapshots { get; init; }

    /// <summary>Times at which the book was lost; they are marked in the file.</summary>
    public long Gaps { get; init; }

    /// <summary>Bars that closed.</summary>
    public long Bars { get; init; }
}
