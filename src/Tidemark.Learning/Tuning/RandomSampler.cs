using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tuning;

/// <summary>Any point with equal probability, on the scale of each dimension.</summary>
internal sealed class RandomSampler(SearchSpace space, ulong seed) : ISampler
{
    public double[] Propose(int number, IReadOnlyList<Trial> ended)
    {
        // A stream a trial: what is proposed does not depend on what was drawn before, so nothing random has to be saved.
        var random = new SeededRandom(seed, FormattableString.Invariant($"trial {number}"));
        return [.. space.Dimensions.Select(dimension => Draw(dimension, random))];
    }

    private static double Draw(SearchDimension dimension, SeededRandom random)
    {
        var beyond = dimension.IsInteger ? 0.5 : 0;
        var (low, high) = (dimension.ScaleLow(beyond), dimension.ScaleHigh(beyond));
        return dimension.FromScale(low + (high - low) * random.NextDouble());
    }
}
