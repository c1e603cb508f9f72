namespace Tidemark.Learning.Drift;

/// <summary>Where a value lies among those of a reference, so that wild tails weigh no more than others.</summary>
internal sealed class ReferenceRanks
{
    private const int Fewest = 30;
    private readonly double[] sorted;

    /// <param name="reference">Values in any order; missing ones (NaN) are left out.</param>
    /// <exception cref="ArgumentException">There are too few, or all are equal.</exception>
    public ReferenceRanks(ReadOnlySpan<double> reference)
    {
        sorted = [.. reference.ToArray().Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length < Fewest) throw new ArgumentException($"{sorted.Length} reference values are too few to notice a drift; {Fewest} are needed");
        if (sorted[0] == sorted[^1]) throw new ArgumentException("all reference values are equal: any other value is a change");
    }

    /// <summary>Number of reference values.</summary>
    public int Count => sorted.Length;

    /// <summary>The share of the reference below a value, between 0 and 1: the middle of the ranks that an equal value would have; beyond the ends as far as one more value could lie.</summary>
    public double ShareBelow(double value)
    {
        double below = Below(value, orEqual: false), upTo = Below(value, orEqual: true);
        return ((below + upTo) / 2 + 0.5) / (sorted.Length + 1);
    }

    private int Below(double value, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
