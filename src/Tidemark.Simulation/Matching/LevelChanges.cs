namespace Tidemark.Simulation.Matching;

/// <summary>The caller's buffer for <see cref="MatchingEngine.ReadChanges"/>: the levels that changed since the last look, as they are now.</summary>
public sealed class LevelChanges
{
    private BookLevel[] bids = new BookLevel[64];
    private BookLevel[] asks = new BookLevel[64];
    private int bidCount;
    private int askCount;

    /// <summary>Best first; quantity 0 where the level is gone.</summary>
    public ReadOnlySpan<BookLevel> Bids => bids.AsSpan(0, bidCount);

    /// <summary>Best first; quantity 0 where the level is gone.</summary>
    public ReadOnlySpan<BookLevel> Asks => asks.AsSpan(0, askCount);

    public bool IsEmpty => bidCount + askCount == 0;

    internal void Clear() => bidCount = askCount = 0;

    internal void Add(Side side, BookLevel level)
    {
        if (side == Side.Buy) Add(ref bids, ref bidCount, level);
        else Add(ref asks, ref askCount, level);
    }

    private static void Add(ref BookLevel[] items, ref int count, BookLevel level)
    {
        if (count == items.Length) Array.Resize(ref items, count * 2);
        items[count++] = level;
    }
}
