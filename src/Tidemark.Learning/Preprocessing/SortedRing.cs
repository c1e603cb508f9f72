namespace Tidemark.Learning.Preprocessing;

/// <summary>The values of the last rows in the order of time and of size; a row without a value has its place in time alone.</summary>
internal sealed class SortedRing
{
    private readonly float[] ring;
    private readonly float[] sorted;
    private int next;

    public SortedRing(int length)
    {
        (ring, sorted) = (new float[length], new float[length]);
        Clear();
    }

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    public double Median => Count % 2 == 1 ? sorted[Count / 2] : 0.5 * ((double)sorted[Count / 2 - 1] + sorted[Count / 2]);

    /// <summary>Takes the value of a row in for that of the oldest row; one that is not finite is none.</summary>
    public void Push(float value)
    {
        if (float.IsFinite(ring[next])) Remove(ring[next]);
        // Of two zeros it must not matter which came first.
        value = float.IsFinite(value) ? value + 0f : float.NaN;
        ring[next] = value;
        next = (next + 1) % ring.Length;
        if (float.IsNaN(value)) return;
        var place = sorted.AsSpan(0, Count).BinarySearch(value);
        if (place < 0) place = ~place;
        sorted.AsSpan(place, Count - place).CopyTo(sorted.AsSpan(place + 1));
        sorted[place] = value;
        Count++;
    }

    /// <summary>The median of the distances from a value between the smallest and the largest: a walk outwards from it.</summary>
    public double MedianDistance(double center)
    {
        var right = 0;
        while (right < Count && sorted[right] < center) right++;
        var left = right - 1;
        double before = 0, distance = 0;
        for (var taken = 0; taken <= Count / 2; taken++)
        {
            before = distance;
            var isLeft = left >= 0 && (right == Count || center - sorted[left] <= sorted[right] - center);
            distance = isLeft ? center - sorted[left--] : sorted[right++] - center;
        }
        return Count % 2 == 1 ? distance : 0.5 * (before + distance);
    }

    public void Clear()
    {
        (next, Count) = (0, 0);
        ring.AsSpan().Fill(float.NaN);
    }

    private void Remove(float value)
    {
        var place = sorted.AsSpan(0, Count).BinarySearch(value);
        sorted.AsSpan(place + 1, Count - place - 1).CopyTo(sorted.AsSpan(place));
        Count--;
    }
}
