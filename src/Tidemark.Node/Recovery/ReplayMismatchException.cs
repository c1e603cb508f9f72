namespace Tidemark.Node.Recovery;

/// <summary>Replaying a journal gave another record than the journal holds. The session does not go on: what it knows and what it did differ.</summary>
public sealed class ReplayMismatchException : IOException
{
    internal ReplayMismatchException(long sequence, string expected, string actual)
        : this(sequence, $"record {sequence}: the journal has {expected}, replaying its inputs gives {actual}")
    {
    }

    private ReplayMismatchException(long sequence, string message)
        : base(message) => Sequence = sequence;

    /// <summary>The number of the first record that differs.</summary>
    public long Sequence { get; }

    /// <summary>The same, with what is the likely cause: only the build that began a session must give the same records.</summary>
    public ReplayMismatchException OfBuilds(string begunBy, string current) =>
        new(Sequence, $"{Message}; the session was begun by build {begunBy} and this is {current}: go on with that build, or begin a new session with --fresh");
}
