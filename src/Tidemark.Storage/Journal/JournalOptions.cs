namespace Tidemark.Storage.Journal;

/// <summary>How a journal is written.</summary>
public sealed record JournalOptions
{
    public static readonly JournalOptions Default = new();

    /// <summary>A segment that would grow beyond this is closed and the next begun.</summary>
    public long SegmentBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Records waiting for the disk; beyond this <see cref="JournalWriter.Append"/> waits.</summary>
    public int PendingBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How often the anchor is renewed while records come; zero after every commit group.</summary>
    public TimeSpan AnchorInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the holder of the journal does, for the message to a second writer.</summary>
    public string Purpose { get; init; } = "writing the journal";

    /// <summary>Opens a segment to append to it; tests put failing disks here.</summary>
    internal Func<string, Stream> OpenSegment { get; init; } =
        path => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
}
