namespace Tidemark.Node.Recovery;

/// <summary>Replaying a journal gave another record than the journal holds. The session does not go on: what it knows and what it did differ.</summary>
public sealed class ReplayMismatchException(long sequence, string expected, string actual)
    : IOException($"record {sequence}: the journal has {expected}, replaying its inputs gives {actual}")
{
    /// <summary>The number of the first record that differs.</summary>
    public long Sequence => sequence;
}
