using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Calibration;

/// <summary>
/// The never falling function with the least squared error, by pooling neighbours that fall; straight between the predictions that it learnt from and
/// level beyond them. It stays 1 / (n + 2) away from 0 and 1: n samples do not make anything certain.
/// </summary>
/// <remarks>Source: M. Ayer et al., "An empirical distribution function for sampling with incomplete information" (1955); B. Zadrozny and C. Elkan (2002) for probabilities.</remarks>
internal sealed class IsotonicMap(double[] at, double[] values) : CalibrationMap
{
    public override double Apply(double probability)
    {
        var place = Array.BinarySearch(at, probability);
        if (place >= 0) return values[place];
        place = ~place;
        if (place == 0) return values[0];
        if (place == at.Length) return values[^1];
        return values[place - 1] + (values[place] - values[place - 1]) * ((probability - at[place - 1]) / (at[place] - at[place - 1]));
    }

    public override StateTensor Save() => StateTensor.Of<double>([2, at.Length], [.. at, .. values]);

    /// <inheritdoc cref="PlattMap.Fit"/>
    public static IsotonicMap Fit(double[] isMember, double[] probabilities, double[] weights)
    {
        var (xs, ys, ws) = Merged(isMember, probabilities, weights);
        // Blocks of neighbours: the last of each, its weight and its mean.
        var blocks = new List<(int End, double Weight, double Mean)>();
        for (var i = 0; i < xs.Count; i++)
        {
            var (weight, mean) = (ws[i], ys[i]);
            while (blocks.Count > 0 && blocks[^1].Mean >= mean)
            {
                (weight, mean) = (weight + blocks[^1].Weight, (weight * mean + blocks[^1].Weight * blocks[^1].Mean) / (weight + blocks[^1].Weight));
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add((i, weight, mean));
        }
        var (at, values, closest) = (new List<double>(), new List<double>(), 1.0 / (isMember.Length + 2));
        for (var (block, first) = (0, 0); block < blocks.Count; first = blocks[block++].End + 1)
        {
            var value = Math.Clamp(blocks[block].Mean, closest, 1 - closest);
            at.Add(xs[first]);
            values.Add(value);
            if (blocks[block].End == first) continue;
            at.Add(xs[blocks[block].End]);
            values.Add(value);
        }
        return new IsotonicMap([.. at], [.. values]);
    }

    /// <summary>Sorted predictions, each once, with the mean target and the weight of its samples.</summary>
    private static (List<double> At, List<double> Means, List<double> Weights) Merged(double[] isMember, double[] probabilities, double[] weights)
    {
        var order = Enumerable.Range(0, probabilities.Length).Where(i => weights[i] > 0).OrderBy(i => probabilities[i]).ToArray();
        var (at, means, sums) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var i in order)
        {
            if (at.Count == 0 || at[^1] != probabilities[i])
            {
                at.Add(probabilities[i]);
                means.Add(0);
                sums.Add(0);
            }
            sums[^1] += weights[i];
            means[^1] += weights[i] * isMember[i];
        }
        for (var i = 0; i < means.Count; i++) means[i] /= sums[i];
        return (at, means, sums);
    }
}
