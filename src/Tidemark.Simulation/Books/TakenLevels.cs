namespace Tidemark.Simulation.Books;

/// <summary>What our orders have taken of the displayed quantities of one side. It stays taken until the level is updated: the recording does not know of us. Mostly empty.</summary>
internal sealed class TakenLevels
{
    private readonly List<(long Ticks, long Lots)> taken = [];

    public bool IsEmpty => taken.Count == 0;

    public long Of(long ticks)
    {
        foreach (var level in taken)
            if (level.Ticks == ticks) return level.Lots;
        return 0;
    }

    public void Add(long ticks, long lots)
    {
        for (var index = 0; index < taken.Count; index++)
        {
            if (taken[index].Ticks != ticks) continue;
            taken[index] = (ticks, taken[index].Lots + lots);
            return;
        }
        taken.Add((ticks, lots));
    }

    /// <summary>A level was updated: what is displayed now is there.</summary>
    public void Forget(long ticks)
    {
        for (var index = 0; index < taken.Count; index++)
        {
            if (taken[index].Ticks != ticks) continue;
            taken.RemoveAt(index);
            return;
        }
    }

    public void Clear() => taken.Clear();
}
