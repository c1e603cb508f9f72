using Tidemark.Statistics.Distributions;

namespace Tidemark.Learning.Drift;

/// <summary>The last values of a stream between 0 and 1, in buckets that double in size with age, as far back as they have one mean.</summary>
internal sealed class AdaptiveWindow
{
    private const int BucketsOfASize = 5;
    private const int LeastValues = 10;
    private readonly List<List<(double Sum, double Squares)>> sizes = [[]]; // [log2 of the values a bucket][newest first]
    private readonly double quantile;
    private double sum, squares;

    /// <param name="rate">The probability at which two parts of one mean are taken for different, at a time.</param>
    public AdaptiveWindow(double rate) => quantile = NormalDistribution.Quantile(1 - rate / 2);

    /// <summary>Values in it.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a value, and forgets the oldest as long as an older part has another mean than the younger rest.</summary>
    /// <returns>1 where the younger part is higher, -1 where it is lower, 0 where nothing was forgotten.</returns>
    public int Add(double value)
    {
        sizes[0].Insert(0, (value, value * value));
        Count++;
        sum += value;
        squares += value * value;
        Merge();
        var side = 0;
        for (var cut = Cut(); cut != 0; cut = Cut())
        {
            side = cut;
            ForgetOldest();
        }
        return side;
    }

    public void Clear()
    {
        sizes.Clear();
        sizes.Add([]);
        Count = 0;
        sum = squares = 0;
    }

    private void Merge()
    {
        for (var size = 0; size < sizes.Count && sizes[size].Count > BucketsOfASize; size++)
        {
            if (size + 1 == sizes.Count) sizes.Add([]);
            var (older, younger) = (sizes[size][^1], sizes[size][^2]);
            sizes[size].RemoveRange(sizes[size].Count - 2, 2);
            sizes[size + 1].Insert(0, (older.Sum + younger.Sum, older.Squares + younger.Squares));
        }
    }

    /// <summary>Whether some older part differs from the rest, and to which side the rest lies.</summary>
    private int Cut()
    {
        var variance = Math.Max(0, squares / Count - sum / Count * (sum / Count));
        var (older, olderSum) = (0, 0.0);
        for (var size = sizes.Count - 1; size >= 0; size--)
            for (var i = sizes[size].Count - 1; i >= 0; i--)
            {
                older += 1 << size;
                olderSum += sizes[size][i].Sum;
                var younger = Count - older;
                if (older < LeastValues || younger < LeastValues) continue;
                var difference = (sum - olderSum) / younger - olderSum / older;
                if (Math.Abs(difference) > quantile * Math.Sqrt(variance * (1.0 / older + 1.0 / younger))) return Math.Sign(difference);
            }
        return 0;
    }

    private void ForgetOldest()
    {
        var oldest = sizes[^1][^1];
        sizes[^1].RemoveAt(sizes[^1].Count - 1);
        Count -= 1 << (sizes.Count - 1);
        sum -= oldest.Sum;
        squares -= oldest.Squares;
        while (sizes.Count > 1 && sizes[^1].Count == 0) sizes.RemoveAt(sizes.Count - 1);
    }
}
