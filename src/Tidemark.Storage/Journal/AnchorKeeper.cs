namespace Tidemark.Storage.Journal;

/// <summary>Renews the anchor of a journal: soon after records came, but not after every one.</summary>
internal sealed class AnchorKeeper(JournalFolder folder, UInt128 journalId, TimeSpan interval)
{
    private long savedAtMilliseconds;
    private bool isBehind;

    /// <summary>Whether records came since the last time, and the interval has passed.</summary>
    public bool IsDue => isBehind && TimeLeft == TimeSpan.Zero;

    /// <summary>How long the anchor may stay as it is; infinite while no records come.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            if (!isBehind || interval == Timeout.InfiniteTimeSpan) return Timeout.InfiniteTimeSpan;
            var left = interval - TimeSpan.FromMilliseconds(Environment.TickCount64 - savedAtMilliseconds);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Notes that the journal has grown.</summary>
    public void Moved() => isBehind = true;

    public void Save(long sequence, ReadOnlySpan<byte> hash)
    {
        new JournalAnchor(journalId, sequence, Convert.ToHexStringLower(hash)).Save(folder);
        savedAtMilliseconds = Environment.TickCount64;
        isBehind = false;
    }
}
