namespace Tidemark.Learning.Preprocessing;

/// <summary>The last values in the order of time and of size.</summary>
internal sealed class SortedRing(int length)
{
    private readonly float[] ring = new float[length];
    private readonly float[] sorted = new float[length];
    private int next;

    public int Count { get; private set; }

    public double Median => Count % 2 == 1 ? sorted[Count / 2] : 0.5 * ((double)sorted[Count / 2 - 1] + sorted[Count / 2]);

    /// <summary>Takes a finite value in for the oldest.</summary>
    public void Push(float value)
    {
        if (Count == ring.Length) Remove(ring[next]);
        ring[next] = value;
        next = (next + 1) % ring.Length;
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

    public void Clear() => (next, Count) = (0, 0);

    private void Remove(float value)
    {
        var place = sorted.AsSpan(0, Count).BinarySearch(value);
        sorted.AsSpan(place + 1, Count - place - 1).CopyTo(sorted.AsSpan(place));
        Count--;
    }
}
