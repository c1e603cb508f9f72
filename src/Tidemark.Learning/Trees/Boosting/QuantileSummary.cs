namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// A weighted summary of a stream of values that can be merged and pruned with a bounded error of ranks. Ranks are <c>float</c>, as
/// XGBoost has them, so that the same data give the same cuts. Source: Chen and Guestrin (2016), appendix "Weighted quantile sketch".
/// </summary>
internal sealed class QuantileSummary
{
    private Entry[] entries = [];

    public int Count { get; private set; }

    public float Value(int index) => entries[index].Value;

    public void Clear() => Count = 0;

    /// <summary>Exact ranks of a sketch's entries in rising order; equal values become one.</summary>
    public void FromSorted(ReadOnlySpan<ulong> sorted)
    {
        Reserve(sorted.Length);
        Count = 0;
        var sum = 0f;
        for (var i = 0; i < sorted.Length;)
        {
            var (value, weight) = (QuantileSketch.Value(sorted[i]), QuantileSketch.Weight(sorted[i++]));
            for (; i < sorted.Length && QuantileSketch.Value(sorted[i]) == value; i++) weight += QuantileSketch.Weight(sorted[i]);
            entries[Count++] = new Entry(sum, sum + weight, weight, value);
            sum += weight;
        }
    }

    public void CopyFrom(QuantileSummary source)
    {
        Reserve(source.Count);
        source.entries.AsSpan(0, source.Count).CopyTo(entries);
        Count = source.Count;
    }

    /// <summary>At most <paramref name="size"/> entries of another summary: its ends, and what lies nearest to evenly spaced ranks between.</summary>
    public void Prune(QuantileSummary source, int size)
    {
        if (source.Count <= size)
        {
            CopyFrom(source);
            return;
        }
        Reserve(size + 1);
        var all = source.entries;
        var last = source.Count - 1;
        var begin = all[0].HighRank;
        var range = all[last].LowRank - begin;
        var pieces = size - 1;
        entries[0] = all[0];
        Count = 1;
        var (i, taken) = (1, 0);
        for (var k = 1; k < pieces; k++)
        {
            var twiceRank = 2 * (k * range / pieces + begin);
            while (i < last && twiceRank >= all[i + 1].HighRank + all[i + 1].LowRank) i++;
            if (i == last) break;
            var nearest = twiceRank < all[i].LowRankOfNext + all[i + 1].HighRankOfPrevious ? i : i + 1;
            if (nearest == taken) continue;
            entries[Count++] = all[nearest];
            taken = nearest;
        }
        if (taken != last) entries[Count++] = all[last];
    }

    /// <summary>The summary of two streams together.</summary>
    public void Merge(QuantileSummary first, QuantileSummary second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            CopyFrom(first.Count == 0 ? second : first);
            return;
        }
        Reserve(first.Count + second.Count);
        Count = 0;
        var (i, j) = (0, 0);
        var (before, otherBefore) = (0f, 0f);
        while (i < first.Count && j < second.Count)
        {
            ref readonly var a = ref first.entries[i];
            ref readonly var b = ref second.entries[j];
            if (a.Value == b.Value) entries[Count++] = new Entry(a.LowRank + b.LowRank, a.HighRank + b.HighRank, a.Weight + b.Weight, a.Value);
            else if (a.Value < b.Value) entries[Count++] = new Entry(a.LowRank + otherBefore, a.HighRank + b.HighRankOfPrevious, a.Weight, a.Value);
            else entries[Count++] = new Entry(b.LowRank + before, b.HighRank + a.HighRankOfPrevious, b.Weight, b.Value);
            var (takeFirst, takeSecond) = (a.Value <= b.Value, b.Value <= a.Value);
            if (takeFirst)
            {
                before = a.LowRankOfNext;
                i++;
            }
            if (takeSecond)
            {
                otherBefore = b.LowRankOfNext;
                j++;
            }
        }
        Append(first, i, otherBefore, second.entries[second.Count - 1].HighRank);
        Append(second, j, before, first.entries[first.Count - 1].HighRank);
        RepairRounding();
    }

    private void Append(QuantileSummary rest, int from, float low, float high)
    {
        for (var i = from; i < rest.Count; i++)
        {
            ref readonly var entry = ref rest.entries[i];
            entries[Count++] = new Entry(entry.LowRank + low, entry.HighRank + high, entry.Weight, entry.Value);
        }
    }

    /// <summary>Ranks rise, and a value's own weight lies between its lowest and highest.</summary>
    private void RepairRounding()
    {
        var (low, high) = (0f, 0f);
        foreach (ref var entry in entries.AsSpan(0, Count))
        {
            if (entry.LowRank < low) entry.LowRank = low;
            else low = entry.LowRank;
            entry.HighRank = Math.Max(Math.Max(entry.HighRank, high), entry.LowRankOfNext);
            high = entry.HighRank;
        }
    }

    private void Reserve(int size)
    {
        if (entries.Length < size) entries = new Entry[size];
    }

    private struct Entry(float lowRank, float highRank, float weight, float value)
    {
        public float LowRank = lowRank;
        public float HighRank = highRank;
        public readonly float Weight = weight;
        public readonly float Value = value;

        public readonly float LowRankOfNext => LowRank + Weight;

        public readonly float HighRankOfPrevious => HighRank - Weight;
    }
}
