namespace Tidemark.Learning.Selection;

/// <summary>How much one variable tells of another, in nats; 0 for independent ones.</summary>
public static class MutualInformation
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <summary>
    /// From plain frequencies: numbers are cut into bins of nearly equal counts (equal values share a bin), with Miller's and Madow's
    /// correction for the bins that noise fills.
    /// </summary>
    /// <param name="left">The bin of each sample; see <see cref="Bins"/>.</param>
    /// <param name="right">The bin, or class, of each sample.</param>
    public static double Binned(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (left.Length != right.Length) throw new ArgumentException($"{left.Length} and {right.Length} values are no pairs");
        if (left.Length == 0) return 0;
        int rows = 0, columns = 0;
        foreach (var bin in left) rows = Math.Max(rows, bin + 1);
        foreach (var bin in right) columns = Math.Max(columns, bin + 1);
        var (joint, ofLeft, ofRight) = (new int[rows * columns], new int[rows], new int[columns]);
        for (var i = 0; i < left.Length; i++)
        {
            joint[left[i] * columns + right[i]]++;
            ofLeft[left[i]]++;
            ofRight[right[i]]++;
        }
        double n = left.Length, sum = 0;
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                if (joint[row * columns + column] is var count and > 0) sum += count / n * Math.Log(count * n / ((double)ofLeft[row] * ofRight[column]));
        var correction = (Occupied(joint) - Occupied(ofLeft) - Occupied(ofRight) + 1) / (2 * n);
        return Math.Max(sum - correction, 0);
    }

    /// <summary>Bins of nearly equal counts.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="count">How many bins at most.</param>
    public static int[] Bins(ReadOnlySpan<double> values, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var edges = new List<double>();
        for (var bin = 1; bin < count; bin++)
            if (sorted.Length > 0 && sorted[(int)((long)sorted.Length * bin / count)] is var edge && edge > sorted[0] && (edges.Count == 0 || edge > edges[^1])) edges.Add(edge);
        var bins = new int[values.Length];
        for (var i = 0; i < bins.Length; i++)
        {
            var place = edges.BinarySearch(values[i]);
            bins[i] = place >= 0 ? place + 1 : ~place;
        }
        return bins;
    }

    /// <summary>Of a number and a class, by the distances to nearest neighbours of the same class.</summary>
    /// <remarks>Source: B. C. Ross, "Mutual Information between Discrete and Continuous Data Sets" (2014).</remarks>
    /// <param name="values">Finite values without ties.</param>
    /// <param name="classes">The class of each.</param>
    /// <param name="neighbours">How many neighbours, 3 as a rule.</param>
    public static double OfClasses(ReadOnlySpan<double> values, ReadOnlySpan<int> classes, int neighbours)
    {
        if (values.Length != classes.Length) throw new ArgumentException($"{values.Length} values and {classes.Length} classes");
        var byClass = new SortedDictionary<int, List<double>>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!byClass.TryGetValue(classes[i], out var list)) byClass[classes[i]] = list = [];
            list.Add(values[i]);
        }
        // A class with a single sample has no neighbours and says nothing.
        var all = byClass.Values.Where(list => list.Count > 1).SelectMany(list => list).ToArray();
        Array.Sort(all);
        if (all.Length == 0) return 0;
        double taken = 0, ofClass = 0, around = 0;
        foreach (var list in byClass.Values.Where(list => list.Count > 1))
        {
            list.Sort();
            var k = Math.Min(neighbours, list.Count - 1);
            for (var i = 0; i < list.Count; i++)
            {
                var radius = Math.BitDecrement(Nearest(list, i, k));
                taken += Digamma(k);
                ofClass += Digamma(list.Count);
                around += Digamma(Within(all, list[i], radius));
            }
        }
        return Math.Max(Digamma(all.Length) + (taken - ofClass - around) / all.Length, 0);
    }

    /// <summary>Of two numbers, by the distances to nearest neighbours in the plane.</summary>
    /// <remarks>Source: A. Kraskov, H. Stögbauer and P. Grassberger, "Estimating mutual information" (2004), the first estimator. Its work grows with the square of the samples.</remarks>
    /// <param name="left">Finite values without ties, of a scale like that of the others.</param>
    /// <param name="right">The other ones.</param>
    /// <param name="neighbours">How many neighbours, 3 as a rule.</param>
    public static double OfNumbers(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int neighbours)
    {
        var n = left.Length;
        if (n != right.Length) throw new ArgumentException($"{n} and {right.Length} values are no pairs");
        if (n <= neighbours) return 0;
        var (sortedLeft, sortedRight, distances) = (left.ToArray(), right.ToArray(), new double[n]);
        Array.Sort(sortedLeft);
        Array.Sort(sortedRight);
        var sum = 0.0;
        Span<double> nearest = stackalloc double[neighbours];
        for (var i = 0; i < n; i++)
        {
            nearest.Fill(double.PositiveInfinity);
            for (var j = 0; j < n; j++)
            {
                var distance = Math.Max(Math.Abs(left[i] - left[j]), Math.Abs(right[i] - right[j]));
                if (j == i || distance >= nearest[^1]) continue;
                var place = neighbours - 1;
                for (; place > 0 && nearest[place - 1] > distance; place--) nearest[place] = nearest[place - 1];
                nearest[place] = distance;
            }
            var radius = Math.BitDecrement(nearest[^1]);
            sum += Digamma(Within(sortedLeft, left[i], radius)) + Digamma(Within(sortedRight, right[i], radius));
        }
        return Math.Max(Digamma(n) + Digamma(neighbours) - sum / n, 0);
    }

    /// <summary>The digamma function of a whole number: a sum of reciprocals, or its series where that is long.</summary>
    private static double Digamma(int n)
    {
        if (n > 30) return Math.Log(n) - 1 / (2.0 * n) - 1 / (12.0 * n * n) + 1 / (120.0 * n * n * (double)n * n);
        var sum = -EulerMascheroni;
        for (var i = 1; i < n; i++) sum += 1.0 / i;
        return sum;
    }

    private static int Occupied(int[] counts) => counts.Count(count => count > 0);

    /// <summary>The distance of a sorted value to its k-th neighbour.</summary>
    private static double Nearest(List<double> sorted, int at, int k)
    {
        var (left, right, distance) = (at - 1, at + 1, 0.0);
        for (var i = 0; i < k; i++)
        {
            var isLeft = left >= 0 && (right == sorted.Count || sorted[at] - sorted[left] <= sorted[right] - sorted[at]);
            distance = isLeft ? sorted[at] - sorted[left--] : sorted[right++] - sorted[at];
        }
        return distance;
    }

    /// <summary>How many sorted values lie no further away, the value itself among them. Distances are compared, for sums of them are rounded.</summary>
    private static int Within(double[] sorted, double value, double radius) => FirstWhere(sorted, other => other - value > radius) - FirstWhere(sorted, other => value - other <= radius);

    /// <summary>The first sorted value for which a condition holds that holds for all larger ones.</summary>
    private static int FirstWhere(double[] sorted, Func<double, bool> holds)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(sorted[middle])) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
