namespace Tidemark.Statistics.Descriptive;

/// <summary>Finds elements by rank without sorting everything: linear time on average, also when many values are equal.</summary>
public static class Selection
{
    private const int SortBelow = 64;

    /// <summary>
    /// Rearranges the values so that the one at <paramref name="rank"/> is the one that sorting would put there, nothing before it is
    /// larger and nothing behind it is smaller.
    /// </summary>
    /// <param name="values">Without NaN.</param>
    /// <param name="rank">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    /// <remarks>Source: C. A. R. Hoare, "Algorithm 65: Find" (1961), with three-way partitions around the median of three.</remarks>
    public static void Place(Span<double> values, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, values.Length);
        var (start, end) = (0, values.Length);
        while (end - start > SortBelow)
        {
            var (equalStart, equalEnd) = Partition(values, start, end);
            if (rank < equalStart) end = equalStart;
            else if (rank >= equalEnd) start = equalEnd;
            else return;
        }
        values[start..end].Sort();
    }

    /// <summary>Brings [start, end) into smaller, equal and larger than a pivot; returns the bounds of the equal ones.</summary>
    private static (int EqualStart, int EqualEnd) Partition(Span<double> values, int start, int end)
    {
        var pivot = MedianOfThree(values[start], values[start + (end - start) / 2], values[end - 1]);
        var (smaller, next, larger) = (start, start, end);
        while (next < larger)
        {
            var value = values[next];
            if (value < pivot)
            {
                values[next++] = values[smaller];
                values[smaller++] = value;
            }
            else if (value > pivot)
            {
                values[next] = values[--larger];
                values[larger] = value;
            }
            else
            {
                next++;
            }
        }
        return (smaller, larger);
    }

    private static double MedianOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
