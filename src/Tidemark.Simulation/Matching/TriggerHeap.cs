namespace Tidemark.Simulation.Matching;

/// <summary>
/// Orders that wait for the last trade price to come to their trigger from one direction: a binary heap by trigger, then by time. A node
/// knows its place, so any order can leave.
/// </summary>
/// <param name="isRising">Whether they wake when the price rises to the trigger; else when it falls to it.</param>
internal sealed class TriggerHeap(OrderPool pool, bool isRising)
{
    private Entry[] entries = new Entry[16];

    public int Count { get; private set; }

    /// <summary>Whether a trade between two prices wakes an order that waits for a trigger.</summary>
    public bool Reaches(long triggerTicks, long lowTicks, long highTicks) => isRising ? triggerTicks <= highTicks : triggerTicks >= lowTicks;

    /// <summary>The first order to wake, by price and then time, if trades between two prices have woken any.</summary>
    public bool TryPeek(long lowTicks, long highTicks, out int index)
    {
        index = Count == 0 ? 0 : entries[0].Index;
        return index != 0 && Reaches(pool.Rare[index].TriggerTicks, lowTicks, highTicks);
    }

    public void Add(int index)
    {
        if (Count == entries.Length) Array.Resize(ref entries, Count * 2);
        var trigger = pool.Rare[index].TriggerTicks;
        Place(Count++, new Entry(isRising ? trigger : -trigger, pool.Nodes[index].Sequence, index));
        Raise(Count - 1);
    }

    public void Remove(int index)
    {
        var position = pool.Rare[index].HeapPosition;
        Count--;
        if (position == Count) return;
        Place(position, entries[Count]);
        Raise(position);
        Sink(position);
    }

    private void Raise(int position)
    {
        while (position > 0)
        {
            var parent = (position - 1) / 2;
            if (!entries[position].IsBefore(entries[parent])) return;
            Swap(position, parent);
            position = parent;
        }
    }

    private void Sink(int position)
    {
        while (true)
        {
            var child = 2 * position + 1;
            if (child >= Count) return;
            if (child + 1 < Count && entries[child + 1].IsBefore(entries[child])) child++;
            if (!entries[child].IsBefore(entries[position])) return;
            Swap(position, child);
            position = child;
        }
    }

    private void Swap(int left, int right)
    {
        var entry = entries[left];
        Place(left, entries[right]);
        Place(right, entry);
    }

    private void Place(int position, Entry entry)
    {
        entries[position] = entry;
        pool.Rare[entry.Index].HeapPosition = position;
    }

    private readonly record struct Entry(long Key, long Sequence, int Index)
    {
        public bool IsBefore(in Entry other) => Key < other.Key || (Key == other.Key && Sequence < other.Sequence);
    }
}
