using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Classics;

/// <summary>Groups of points that lie close to their centres: minimises the sum of squared distances to the nearest centre.</summary>
/// <remarks>Sources: S. Lloyd (1982); centres to begin with by D. Arthur and S. Vassilvitskii, "k-means++: The Advantages of Careful Seeding" (2007).</remarks>
public sealed class KMeans
{
    private KMeans(double[][] centres, int[] labels, double inertia, int iterations)
    {
        Centres = centres;
        Labels = labels;
        Inertia = inertia;
        Iterations = iterations;
    }

    /// <summary>The centres, <c>[clusters][columns]</c>.</summary>
    public IReadOnlyList<double[]> Centres { get; }

    /// <summary>The cluster of each point.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>The sum of squared distances of the points from their centres.</summary>
    public double Inertia { get; }

    /// <summary>Rounds that the best start took.</summary>
    public int Iterations { get; }

    /// <summary>Finds clusters from several random starts and keeps the best.</summary>
    /// <param name="points"><c>[points, columns]</c>, finite.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="clusters">How many, at most as many as points.</param>
    /// <param name="seed">The same seed finds the same.</param>
    /// <param name="starts">How many random starts.</param>
    /// <param name="maxIterations">Rounds of one start at most.</param>
    /// <exception cref="ArgumentException">There are fewer points than clusters, or a value is not finite; the message names the place.</exception>
    public static KMeans Fit(ReadOnlySpan<double> points, int columns, int clusters, ulong seed = 1, int starts = 10, int maxIterations = 300)
    {
        var rows = PointRows.Of(points, columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        if (rows.Length < clusters) throw new ArgumentException($"{rows.Length} points cannot be in {clusters} clusters");
        KMeans? best = null;
        for (var start = 0; start < starts; start++)
        {
            var found = Run(rows, Seeds(rows, clusters, new SeededRandom(seed, FormattableString.Invariant($"k-means {start}"))), maxIterations);
            if (best is null || found.Inertia < best.Inertia) best = found;
        }
        return best!;
    }

    /// <summary>The cluster whose centre is nearest; the first of equals.</summary>
    public int Assign(ReadOnlySpan<double> point)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var k = 0; k < Centres.Count; k++)
        {
            var distance = PointRows.SquaredDistance(point, Centres[k]);
            if (distance < least) (nearest, least) = (k, distance);
        }
        return nearest;
    }

    /// <summary>Each next centre is a point drawn by its squared distance from those before it.</summary>
    private static double[][] Seeds(double[][] rows, int clusters, SeededRandom random)
    {
        var centres = new List<double[]> { (double[])rows[random.NextInt(rows.Length)].Clone() };
        var distances = new double[rows.Length];
        Array.Fill(distances, double.PositiveInfinity);
        while (centres.Count < clusters)
        {
            var total = 0.0;
            for (var i = 0; i < rows.Length; i++) total += distances[i] = Math.Min(distances[i], PointRows.SquaredDistance(rows[i], centres[^1]));
            var (rest, chosen) = (random.NextDouble() * total, 0);
            while (chosen < rows.Length - 1 && (rest -= distances[chosen]) >= 0) chosen++;
            centres.Add((double[])rows[chosen].Clone());
        }
        return [.. centres];
    }

    private static KMeans Run(double[][] rows, double[][] centres, int maxIterations)
    {
        var labels = new int[rows.Length];
        Array.Fill(labels, -1);
        var model = new KMeans(centres, labels, 0, 0);
        var iteration = 0;
        for (var isMoved = true; isMoved && iteration < maxIterations; iteration++)
        {
            isMoved = false;
            for (var i = 0; i < rows.Length; i++)
            {
                var nearest = model.Assign(rows[i]);
                isMoved |= nearest != labels[i];
                labels[i] = nearest;
            }
            if (isMoved) Move(rows, labels, centres);
        }
        return new KMeans(centres, labels, rows.Select((row, i) => PointRows.SquaredDistance(row, centres[labels[i]])).Sum(), iteration);
    }

    /// <summary>Centres become the means of their points; one without points goes to the point that is farthest from its own.</summary>
    private static void Move(double[][] rows, int[] labels, double[][] centres)
    {
        var counts = new int[centres.Length];
        var sums = centres.Select(centre => new double[centre.Length]).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            counts[labels[i]]++;
            LongVectors.AddScaled(sums[labels[i]], 1, rows[i]);
        }
        for (var k = 0; k < centres.Length; k++)
        {
            if (counts[k] > 0) centres[k] = [.. sums[k].Select(sum => sum / counts[k])];
            else centres[k] = (double[])rows[Enumerable.Range(0, rows.Length).MaxBy(i => PointRows.SquaredDistance(rows[i], centres[labels[i]]))].Clone();
        }
    }
}
