namespace Tidemark.Analytics.Rolling;

/// <summary>The median of the last values of a series, kept sorted as they come.</summary>
/// <param name="window">How many values are remembered.</param>
public sealed class RunningMedian(int window)
{
    private readonly Queue<double> recent = new();
    private readonly List<double> sorted = [];

    public int Count => sorted.Count;

    /// <summary>The mean of the two middle values for an even number; NaN without values.</summary>
    public double Median
    {
        get
        {
            var middle = sorted.Count / 2;
            if (sorted.Count == 0) return double.NaN;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>Takes the next value; the oldest one is forgotten when there are too many.</summary>
    public void Add(double value)
    {
        recent.Enqueue(value);
        Insert(value);
        if (recent.Count > window) sorted.RemoveAt(sorted.BinarySearch(recent.Dequeue()));
    }

    private void Insert(double value)
    {
        var index = sorted.BinarySearch(value);
        sorted.Insert(index < 0 ? ~index : index, value);
    }
}
