namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// Takes the values of a feature in the order of rows and finds cut points between bins of about equal weight, in memory that grows with
/// the logarithm of the number of rows. Where there are no more distinct values than bins each value has its own.
/// </summary>
internal sealed class QuantileSketch
{
    /// <summary>The sketch is this many times finer than the bins.</summary>
    private const int Fineness = 8;

    private readonly int bins;
    private readonly int levelSize;
    private readonly List<QuantileSummary> levels = [];
    private readonly QuantileSummary incoming = new();
    private readonly QuantileSummary merged = new();
    private readonly QuantileSummary spare = new();
    private readonly int rows;
    private ulong[] queue = new ulong[1];
    private ulong[] scratch = [];
    private int pending;

    /// <param name="bins">The most bins there may be.</param>
    /// <param name="rows">The number of values that will come.</param>
    public QuantileSketch(int bins, int rows)
    {
        this.bins = Math.Min(bins, Math.Max(rows, 1));
        this.rows = rows;
        // The arithmetic is float and then double, as where the cuts are to agree with.
        var error = (double)(1.0f / (Math.Max(this.bins, 1) * (float)Fineness));
        for (var level = 1; ; level++)
        {
            levelSize = (int)Math.Min(rows, Math.Ceiling(level / error) + 1);
            if ((1L << level) * levelSize >= rows) break;
        }
    }

    public void Add(float value, float weight)
    {
        if (weight == 0) return;
        if (pending == queue.Length)
        {
            if (queue.Length == 1) Array.Resize(ref queue, Math.Max(2, levelSize * 2));
            else
            {
                Summarise();
                Push();
            }
        }
        var entry = ((ulong)Order(value + 0f) << 32) | BitConverter.SingleToUInt32Bits(weight);
        if (pending > 0 && queue[pending - 1] >> 32 == entry >> 32) queue[pending - 1] = (entry & 0xFFFFFFFF00000000) | BitConverter.SingleToUInt32Bits(Weight(queue[pending - 1]) + weight);
        else queue[pending++] = entry;
    }

    /// <summary>Values from which a new bin begins, rising; the last one lies above every value.</summary>
    /// <param name="lowest">A number below every value.</param>
    public float[] Cuts(out float lowest)
    {
        lowest = 1e-5f;
        if (rows == 0) return [lowest + (lowest + 1e-5f)];
        Finish();
        var intermediate = Math.Min(rows, bins * Fineness);
        spare.Prune(merged, intermediate);
        var most = Math.Min(intermediate, bins);
        merged.Prune(spare, most + 1);
        if (merged.Count == 0) return [lowest + (lowest + 1e-5f)];
        lowest = merged.Value(0) - Math.Abs(merged.Value(0)) - 1e-5f;
        var cuts = new List<float>();
        var inner = Math.Min(merged.Count, most);
        for (var i = 1; i < inner; i++)
            if (i == 1 || merged.Value(i) > cuts[^1]) cuts.Add(merged.Value(i));
        var largest = merged.Value(merged.Count - 1);
        // A step that overflows or vanishes still has to end above the largest value.
        cuts.Add(Math.Max(Math.Min(largest + (Math.Abs(largest) + 1e-5f), float.MaxValue), MathF.BitIncrement(largest)));
        return [.. cuts];
    }

    /// <summary>The bits of a value, such that larger values have larger ones.</summary>
    private static uint Order(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    /// <summary>The value of an entry of the queue.</summary>
    public static float Value(ulong entry)
    {
        var order = (uint)(entry >> 32);
        return BitConverter.UInt32BitsToSingle((order & 0x80000000) != 0 ? order & 0x7FFFFFFF : ~order);
    }

    /// <summary>Its weight.</summary>
    public static float Weight(ulong entry) => BitConverter.UInt32BitsToSingle((uint)entry);

    private void Summarise()
    {
        if (scratch.Length < pending) scratch = new ulong[queue.Length];
        var entries = queue.AsSpan(0, pending);
        RadixSort.ByUpperHalf(entries, scratch.AsSpan(0, pending));
        incoming.FromSorted(entries);
        pending = 0;
    }

    /// <summary>Carries a full queue up the levels, as a binary counter carries a bit.</summary>
    private void Push()
    {
        merged.CopyFrom(incoming);
        for (var level = 0; ; level++)
        {
            if (level == levels.Count) levels.Add(new QuantileSummary());
            if (levels[level].Count == 0)
            {
                levels[level].Prune(merged, levelSize);
                return;
            }
            spare.Prune(merged, levelSize);
            merged.Merge(spare, levels[level]);
            if (merged.Count <= levelSize)
            {
                levels[level].CopyFrom(merged);
                return;
            }
            levels[level].Clear();
        }
    }

    private void Finish()
    {
        Summarise();
        merged.CopyFrom(incoming);
        if (levels.Count == 0)
        {
            if (merged.Count <= levelSize) return;
            spare.Prune(merged, levelSize);
            merged.CopyFrom(spare);
            return;
        }
        spare.Prune(merged, levelSize);
        foreach (var level in levels)
        {
            if (level.Count == 0) continue;
            if (spare.Count == 0)
            {
                spare.CopyFrom(level);
                continue;
            }
            merged.Merge(spare, level);
            spare.Prune(merged, levelSize);
        }
        merged.CopyFrom(spare);
    }
}
