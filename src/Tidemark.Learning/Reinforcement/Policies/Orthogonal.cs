using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>Random matrices whose rows or columns, whichever are fewer, are orthogonal and of the same length. (Saxe et al. 2014)</summary>
internal static class Orthogonal
{
    public static void Fill(Span<float> matrix, int rows, int columns, double gain, SeededRandom random)
    {
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var vector = vectors[i] = new double[length];
            for (var j = 0; j < length; j++) vector[j] = random.NextNormal();
            // Twice, for what rounding leaves of the others' directions.
            for (var pass = 0; pass < 2; pass++)
                for (var other = 0; other < i; other++)
                {
                    var along = Product(vector, vectors[other]);
                    for (var j = 0; j < length; j++) vector[j] -= along * vectors[other][j];
                }
            var norm = Math.Sqrt(Product(vector, vector));
            for (var j = 0; j < length; j++) vector[j] /= norm;
        }
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) matrix[i * columns + j] = (float)(gain * (rows <= columns ? vectors[i][j] : vectors[j][i]));
    }

    private static double Product(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var j = 0; j < left.Length; j++) sum += left[j] * right[j];
        return sum;
    }
}
