namespace Tidemark.Learning.Classics;

/// <summary>A distribution that is a sum of normal ones, found by expectation and maximisation from the clusters of k-means.</summary>
/// <remarks>Source: A. Dempster, N. Laird and D. Rubin, "Maximum Likelihood from Incomplete Data via the EM Algorithm" (1977).</remarks>
public sealed class GaussianMixture
{
    private readonly double[] weights;
    private readonly double[][] means;
    private readonly double[][][] covariances;
    private readonly double[][][] factors; // lower triangles, covariance = L L'
    private readonly bool isDiagonal;

    private GaussianMixture(int components, int columns, bool isDiagonal)
    {
        this.isDiagonal = isDiagonal;
        weights = new double[components];
        means = new double[components][];
        covariances = new double[components][][];
        factors = new double[components][][];
        for (var k = 0; k < components; k++) means[k] = new double[columns];
    }

    /// <summary>The share of each component.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>The middle of each.</summary>
    public IReadOnlyList<double[]> Means => means;

    /// <summary>The covariances of each, <c>[components][columns][columns]</c>.</summary>
    public IReadOnlyList<double[][]> Covariances => covariances;

    /// <summary>Mean logarithm of the density of the points.</summary>
    public double MeanLogLikelihood { get; private set; }

    /// <summary>Whether the last round changed the likelihood by less than the tolerance.</summary>
    public bool IsConverged { get; private set; }

    /// <param name="points"><c>[points, columns]</c>, finite.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="components">How many normal distributions.</param>
    /// <param name="isDiagonal">Whether columns are taken to be uncorrelated inside a component.</param>
    /// <param name="seed">The same seed finds the same.</param>
    /// <param name="maxIterations">Rounds at most.</param>
    /// <param name="tolerance">The training ends when a round changes the mean log likelihood by less.</param>
    /// <param name="floor">Added to each variance, so that a component cannot shrink to a point.</param>
    /// <exception cref="ArgumentException">There are fewer points than components, or a value is not finite; the message names the place.</exception>
    public static GaussianMixture Fit(ReadOnlySpan<double> points, int columns, int components, bool isDiagonal = false, ulong seed = 1, int maxIterations = 1000, double tolerance = 1e-6,
        double floor = 1e-6)
    {
        var rows = PointRows.Of(points, columns);
        var clusters = KMeans.Fit(points, columns, components, seed);
        var mixture = new GaussianMixture(components, columns, isDiagonal);
        var shares = rows.Select((_, i) => Enumerable.Range(0, components).Select(k => clusters.Labels[i] == k ? 1.0 : 0).ToArray()).ToArray();
        mixture.Maximise(rows, shares, floor);
        var before = double.NegativeInfinity;
        for (var iteration = 0; iteration < maxIterations && !mixture.IsConverged; iteration++)
        {
            mixture.MeanLogLikelihood = rows.Select((row, i) => mixture.Predict(row, shares[i])).Sum() / rows.Length;
            mixture.IsConverged = Math.Abs(mixture.MeanLogLikelihood - before) < tolerance;
            before = mixture.MeanLogLikelihood;
            if (!mixture.IsConverged) mixture.Maximise(rows, shares, floor);
        }
        return mixture;
    }

    /// <summary>The probability of each component given a point; returns the logarithm of the point's density.</summary>
    public double Predict(ReadOnlySpan<double> point, Span<double> shares)
    {
        var columns = means[0].Length;
        Span<double> scaled = columns <= 64 ? stackalloc double[columns] : new double[columns];
        for (var k = 0; k < weights.Length; k++)
        {
            var sum = columns * Math.Log(2 * Math.PI);
            for (var i = 0; i < columns; i++)
            {
                var value = point[i] - means[k][i];
                for (var j = 0; j < i; j++) value -= factors[k][i][j] * scaled[j];
                scaled[i] = value / factors[k][i][i];
                sum += scaled[i] * scaled[i] + 2 * Math.Log(factors[k][i][i]);
            }
            shares[k] = Math.Log(weights[k]) - sum / 2;
        }
        return Logistic.Softmax(shares[..weights.Length]);
    }

    private void Maximise(double[][] rows, double[][] shares, double floor)
    {
        var columns = means[0].Length;
        for (var k = 0; k < weights.Length; k++)
        {
            var total = 1e-300;
            Array.Clear(means[k]);
            for (var i = 0; i < rows.Length; i++)
            {
                total += shares[i][k];
                LongVectors.AddScaled(means[k], shares[i][k], rows[i]);
            }
            for (var j = 0; j < columns; j++) means[k][j] /= total;
            weights[k] = total / rows.Length;
            covariances[k] = [.. Enumerable.Range(0, columns).Select(_ => new double[columns])];
            var away = new double[columns];
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < columns; j++) away[j] = rows[i][j] - means[k][j];
                for (var a = 0; a < columns; a++)
                    for (var b = isDiagonal ? a : 0; b <= a; b++) covariances[k][a][b] += shares[i][k] / total * away[a] * away[b];
            }
            factors[k] = Factor(covariances[k], floor);
        }
    }

    private static double[][] Factor(double[][] covariance, double floor)
    {
        var lower = covariance.Select(row => new double[row.Length]).ToArray();
        for (var i = 0; i < lower.Length; i++)
        {
            covariance[i][i] += floor;
            for (var j = 0; j <= i; j++)
            {
                covariance[j][i] = covariance[i][j];
                var rest = covariance[i][j];
                for (var k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
                lower[i][j] = i == j ? Math.Sqrt(Math.Max(rest, floor * 1e-3)) : rest / lower[j][j];
            }
        }
        return lower;
    }
}
