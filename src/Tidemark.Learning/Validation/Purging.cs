namespace Tidemark.Learning.Validation;

/// <summary>Leaves out training samples that have seen what test samples are judged on.</summary>
/// <remarks>
/// Source: M. López de Prado, "Advances in Financial Machine Learning" (2018), chapter 7: a training sample whose span overlaps that of a
/// test sample is purged; of those that follow a block of test samples the first few are left out besides (embargo), for what moves slowly
/// is still nearly the same there.
/// </remarks>
internal static class Purging
{
    /// <summary>The training samples for blocks of test samples.</summary>
    /// <param name="spans">All samples.</param>
    /// <param name="blocks">First sample and the one after the last of each block, in order and apart.</param>
    /// <param name="embargo">How many samples made after the last label of a block are left out.</param>
    public static int[] Around(SampleSpans spans, IReadOnlyList<(int First, int End)> blocks, int embargo)
    {
        var isOut = new bool[spans.Count];
        foreach (var (first, end) in blocks)
        {
            isOut.AsSpan(first..end).Fill(true);
            var (from, to) = (spans.Starts[first], LastEnd(spans, first, end));
            var after = spans.FirstAfter(to);
            for (var i = 0; i < after; i++) isOut[i] |= spans.Ends[i] >= from;
            for (var i = after; i < Math.Min((long)after + embargo, isOut.Length); i++) isOut[i] = true;
        }
        var train = new List<int>(isOut.Length);
        for (var i = 0; i < isOut.Length; i++)
            if (!isOut[i]) train.Add(i);
        return [.. train];
    }

    /// <summary>Those of some samples whose labels are known before a moment.</summary>
    public static int[] Before(SampleSpans spans, ReadOnlySpan<int> samples, long moment)
    {
        var kept = new List<int>(samples.Length);
        foreach (var sample in samples)
            if (spans.Ends[sample] < moment) kept.Add(sample);
        return [.. kept];
    }

    /// <summary>An embargo as a number of samples: below 1 it is a share of them all.</summary>
    public static int Embargo(double embargo, int samples) => embargo < 1 ? (int)(samples * embargo) : (int)Math.Min(embargo, samples);

    public static double CheckedEmbargo(double embargo) => embargo >= 0 && double.IsFinite(embargo) && (embargo < 1 || embargo == Math.Floor(embargo))
        ? embargo
        : throw new ArgumentException($"an embargo of {embargo} is neither a share below 1 nor a whole number of samples");

    /// <summary>Samples cut into parts of nearly equal size, the longer ones first.</summary>
    public static (int First, int End)[] Parts(int samples, int parts)
    {
        var result = new (int, int)[parts];
        var first = 0;
        for (var part = 0; part < parts; part++)
        {
            var size = samples / parts + (part < samples % parts ? 1 : 0);
            result[part] = (first, first + size);
            first += size;
        }
        return result;
    }

    private static long LastEnd(SampleSpans spans, int first, int end)
    {
        var last = long.MinValue;
        foreach (var one in spans.Ends[first..end]) last = Math.Max(last, one);
        return last;
    }
}
