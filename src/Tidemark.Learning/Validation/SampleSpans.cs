namespace Tidemark.Learning.Validation;

/// <summary>
/// When each sample is made and when its label is known, in any unit that grows with time: nanoseconds, or numbers of rows. What lies between
/// belongs to the sample: two samples whose spans touch have seen the same market and must not stand on both sides of a split.
/// </summary>
public sealed class SampleSpans
{
    private readonly ReadOnlyMemory<long> starts;
    private readonly ReadOnlyMemory<long> ends;

    /// <param name="starts">When the features of each sample are known; never decreasing.</param>
    /// <param name="ends">When its label is known; not before its start.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or are not in order; the message names the sample.</exception>
    public SampleSpans(ReadOnlyMemory<long> starts, ReadOnlyMemory<long> ends)
    {
        if (starts.Length != ends.Length) throw new ArgumentException($"{starts.Length} starts and {ends.Length} ends of samples");
        for (var i = 0; i < starts.Length; i++)
        {
            if (i > 0 && starts.Span[i] < starts.Span[i - 1]) throw new ArgumentException($"sample {i} is earlier than the one before it: samples must be in the order of time");
            if (ends.Span[i] < starts.Span[i]) throw new ArgumentException($"the label of sample {i} is known before the sample is made");
        }
        this.starts = starts;
        this.ends = ends;
    }

    /// <summary>Number of samples.</summary>
    public int Count => starts.Length;

    /// <summary>When the features of each sample are known.</summary>
    public ReadOnlySpan<long> Starts => starts.Span;

    /// <summary>When the label of each sample is known.</summary>
    public ReadOnlySpan<long> Ends => ends.Span;

    /// <summary>Samples one after another, each of whose labels is known some samples later.</summary>
    /// <param name="count">How many.</param>
    /// <param name="horizon">After how many further samples the label is known; 0 where samples have nothing to do with time.</param>
    public static SampleSpans OfRows(int count, int horizon = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var (starts, ends) = (new long[count], new long[count]);
        for (var i = 0; i < count; i++) (starts[i], ends[i]) = (i, i + (long)horizon);
        return new SampleSpans(starts, ends);
    }

    /// <summary>The samples of those numbers, which increase.</summary>
    public SampleSpans Take(ReadOnlySpan<int> samples)
    {
        var (taken, takenEnds) = (new long[samples.Length], new long[samples.Length]);
        for (var i = 0; i < samples.Length; i++) (taken[i], takenEnds[i]) = (starts.Span[samples[i]], ends.Span[samples[i]]);
        return new SampleSpans(taken, takenEnds);
    }

    /// <summary>The first sample made after a moment; <see cref="Count"/> where there is none.</summary>
    internal int FirstAfter(long time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (starts.Span[middle] <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
