using Tidemark.Statistics.Distributions;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tuning;

/// <summary>
/// The density of values of one dimension: a normal curve around each, cut off at the ends, as wide as the way to its farther neighbour, and a wide one
/// over everything; of words their counts, and one more for each.
/// </summary>
internal sealed class ParzenEstimator
{
    private const int FinestParts = 100;
    private readonly SearchDimension dimension;
    private readonly double low;
    private readonly double high;
    private readonly double[] centres;
    private readonly double[] widths;
    private readonly double[] shares; // of each word

    public ParzenEstimator(SearchDimension dimension, IEnumerable<double> values)
    {
        this.dimension = dimension;
        var beyond = dimension.IsInteger ? 0.5 : 0;
        (low, high) = (dimension.ScaleLow(beyond), dimension.ScaleHigh(beyond));
        shares = new double[dimension.Choices.Length];
        if (shares.Length > 0)
        {
            Array.Fill(shares, 1);
            foreach (var value in values) shares[(int)value]++;
            var total = shares.Sum();
            for (var i = 0; i < shares.Length; i++) shares[i] /= total;
            (centres, widths) = ([], []);
            return;
        }
        var range = high - low;
        centres = [.. values.Select(dimension.ToScale).Append(low + range / 2).Order()];
        var finest = range / Math.Min(FinestParts, centres.Length + 1);
        widths = new double[centres.Length];
        var isWideTaken = false;
        for (var i = 0; i < widths.Length; i++)
        {
            var left = centres[i] - (i > 0 ? centres[i - 1] : low);
            var right = (i + 1 < centres.Length ? centres[i + 1] : high) - centres[i];
            widths[i] = Math.Clamp(Math.Max(left, right), finest, range);
            if (isWideTaken || centres[i] != low + range / 2) continue;
            widths[i] = range;
            isWideTaken = true;
        }
    }

    public double Draw(SeededRandom random)
    {
        if (low == high) return dimension.FromScale(low);
        if (shares.Length > 0)
        {
            var (rest, word) = (random.NextDouble(), 0);
            while (word < shares.Length - 1 && (rest -= shares[word]) >= 0) word++;
            return word;
        }
        var i = random.NextInt(centres.Length);
        double below = Cumulative(i, low), above = Cumulative(i, high);
        var position = centres[i] + widths[i] * NormalDistribution.Quantile(below + (above - below) * random.NextDouble());
        return dimension.FromScale(Math.Clamp(position, low, high));
    }

    public double Density(double value)
    {
        if (low == high) return 1;
        if (shares.Length > 0) return shares[(int)value];
        // Of a whole number the probability of its unit, of others the density.
        double from = 0, to = 0, position = dimension.ToScale(value);
        if (dimension.IsInteger) (from, to) = (Scale(value - 0.5), Scale(value + 0.5));
        var sum = 0.0;
        for (var i = 0; i < centres.Length; i++)
        {
            var inside = Cumulative(i, high) - Cumulative(i, low);
            var distance = (position - centres[i]) / widths[i];
            sum += (dimension.IsInteger ? Cumulative(i, to) - Cumulative(i, from) : Math.Exp(-distance * distance / 2) / widths[i]) / inside;
        }
        return Math.Max(sum / centres.Length, 1e-300);
    }

    private double Scale(double value) => Math.Clamp(dimension.IsLogarithmic ? Math.Log(Math.Max(value, 1e-300)) : value, low, high);

    private double Cumulative(int i, double position) => NormalDistribution.Cumulative((position - centres[i]) / widths[i]);
}
