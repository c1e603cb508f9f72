using Tidemark.Engine.Books;

namespace Tidemark.Simulation.Books;

/// <summary>What our orders have taken of the displayed quantities of one side. It stays taken while the level shows the same: the recording does not know of us. Mostly empty.</summary>
internal sealed class TakenLevels
{
    private readonly List<(long Ticks, long Lots, long Displayed)> taken = [];

    public bool IsEmpty => taken.Count == 0;

    public long Of(long ticks)
    {
        foreach (var level in taken)
            if (level.Ticks == ticks) return level.Lots;
        return 0;
    }

    /// <summary>Notes what we took.</summary>
    /// <param name="ticks">At what price.</param>
    /// <param name="lots">How much.</param>
    /// <param name="displayed">What the recording displays there.</param>
    public void Add(long ticks, long lots, long displayed)
    {
        for (var index = 0; index < taken.Count; index++)
        {
            if (taken[index].Ticks != ticks) continue;
            taken[index] = (ticks, taken[index].Lots + lots, displayed);
            return;
        }
        taken.Add((ticks, lots, displayed));
    }

    /// <summary>The book was updated: what is displayed is there, except where it is what it was.</summary>
    public void Keep(BookSide levels)
    {
        for (var index = taken.Count - 1; index >= 0; index--)
            if (levels.LotsOf(taken[index].Ticks) != taken[index].Displayed) taken.RemoveAt(index);
    }
}
