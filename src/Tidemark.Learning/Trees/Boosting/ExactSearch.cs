namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Looks for the best split on one feature in all nodes of a level, in one pass over the sorted values for each direction.</summary>
internal sealed class ExactSearch(ExactColumn column, int feature, ExactNode[] nodes, bool[] isAllowed, SplitScore score)
{
    private readonly GradientSum[] seen = new GradientSum[nodes.Length];
    private readonly float[] last = new float[nodes.Length];

    /// <summary>For each node.</summary>
    public SplitCandidate[] Best { get; } = new SplitCandidate[nodes.Length];

    /// <param name="positions">The node of each sample; negative for samples that are left out.</param>
    /// <param name="first">The index of the first node.</param>
    /// <param name="missingGoesLeft">Whether to collect the right side, from the largest value down; else the left one, up.</param>
    public void Scan(int[] positions, int first, float[] pairs, bool missingGoesLeft)
    {
        Array.Clear(seen);
        var sorted = column.Sorted;
        for (var step = 0; step < sorted.Length; step++)
        {
            var row = sorted[missingGoesLeft ? sorted.Length - 1 - step : step];
            var own = positions[row] - first;
            if (own < 0 || !isAllowed[own]) continue;
            ref var sum = ref seen[own];
            var value = column.Values[row];
            if (sum.Hessian != 0 && value != last[own] && sum.Hessian >= score.MinimumChildWeight) Try(own, Between(value, last[own]), missingGoesLeft);
            sum += new GradientSum(pairs[2 * row], pairs[2 * row + 1]);
            last[own] = value;
        }
        for (var own = 0; own < nodes.Length; own++)
        {
            // All values on one side and the missing ones on the other.
            if (!isAllowed[own] || seen[own].Hessian == 0) continue;
            var gap = Math.Abs(last[own]) + SplitCandidate.SmallestGain;
            Try(own, missingGoesLeft ? last[own] - gap : last[own] + gap, missingGoesLeft);
        }
    }

    /// <summary>The middle, or the larger value where no <c>float</c> lies between.</summary>
    private static float Between(float one, float other)
    {
        var middle = (one + other) * 0.5f;
        if (float.IsInfinity(middle)) middle = one * 0.5f + other * 0.5f;
        return middle > Math.Min(one, other) ? middle : Math.Max(one, other);
    }

    private void Try(int own, float threshold, bool missingGoesLeft)
    {
        var rest = nodes[own].Sum - seen[own];
        if (!score.IsAllowed(seen[own], rest)) return;
        var (left, right) = missingGoesLeft ? (rest, seen[own]) : (seen[own], rest);
        var gain = score.Gain(feature, left, right, nodes[own].Bounds) - nodes[own].Gain;
        if (!(gain > Best[own].Gain)) return;
        Best[own] = new SplitCandidate { Gain = gain, Feature = feature, Threshold = threshold, MissingGoesLeft = missingGoesLeft, Left = left, Right = right };
    }
}
