using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Markets;

/// <summary>What changed in a book between two update ids: the contents of one message of a diff stream.</summary>
internal sealed class DepthChanges
{
    private readonly SortedDictionary<long, long> bids = new(Comparer<long>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<long, long> asks = [];

    public IEnumerable<KeyValuePair<long, long>> Bids => bids;

    public IEnumerable<KeyValuePair<long, long>> Asks => asks;

    /// <summary>The id of the first update inside.</summary>
    public long FirstId { get; private set; } = 1;

    public long LastId { get; private set; }

    public bool IsEmpty => bids.Count + asks.Count == 0;

    public void Add(LevelChanges changes, long updateId)
    {
        foreach (var level in changes.Bids) bids[level.PriceTicks] = level.QuantityLots;
        foreach (var level in changes.Asks) asks[level.PriceTicks] = level.QuantityLots;
        LastId = updateId;
    }

    /// <summary>Begins anew after an update.</summary>
    public void Restart(long updateId)
    {
        LastId = updateId;
        Clear();
    }

    /// <summary>Begins the next message directly after the last one.</summary>
    public void Clear()
    {
        bids.Clear();
        asks.Clear();
        FirstId = LastId + 1;
    }
}
