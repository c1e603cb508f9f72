namespace Tidemark.Learning.Classics;

/// <summary>The smooth part of a logistic regression: C times the weighted log losses, and the penalty on squares. Parameters are <c>[outputs, features + intercept]</c>.</summary>
internal sealed class LogisticObjective
{
    private readonly double[][] columns; // with a last one of ones where there is an intercept
    private readonly int[] labels;
    private readonly double[] weights; // C times the weight of each sample
    private readonly double[][] probabilities;
    private readonly double[] scratch;
    private readonly int penalised;
    private readonly double squarePenalty;

    /// <param name="data">The samples; their weights already hold those of classes.</param>
    /// <param name="labels">0 to the number of classes - 1.</param>
    /// <param name="outputs">1 for two classes, else the number of classes.</param>
    /// <param name="lossFactor">C.</param>
    /// <param name="squarePenalty">The factor of half the sum of squared coefficients.</param>
    /// <param name="hasIntercept">Whether there is a free intercept.</param>
    public LogisticObjective(DesignMatrix data, int[] labels, int outputs, double lossFactor, double squarePenalty, bool hasIntercept)
    {
        this.labels = labels;
        this.squarePenalty = squarePenalty;
        penalised = data.Width;
        columns = hasIntercept ? [.. data.Columns, Enumerable.Repeat(1.0, data.Count).ToArray()] : data.Columns;
        weights = [.. data.Weights.Select(weight => weight * lossFactor)];
        probabilities = new double[outputs][];
        for (var k = 0; k < outputs; k++) probabilities[k] = new double[data.Count];
        scratch = new double[data.Count];
        Width = columns.Length;
    }

    public int Outputs => probabilities.Length;

    /// <summary>Parameters of one output.</summary>
    public int Width { get; }

    public int Size => Outputs * Width;

    /// <summary>Whether a parameter is penalised: not the intercept.</summary>
    public bool IsPenalised(int parameter) => parameter % Width < penalised;

    /// <summary>The value, leaving the probabilities behind for <see cref="Derive"/>.</summary>
    public double Evaluate(double[] parameters)
    {
        for (var k = 0; k < Outputs; k++)
        {
            Array.Clear(probabilities[k]);
            for (var j = 0; j < Width; j++)
                if (parameters[k * Width + j] is not 0 and var factor) LongVectors.AddScaled(probabilities[k], factor, columns[j]);
        }
        var loss = Outputs == 1 ? OfTwo() : OfSeveral();
        for (var i = 0; i < parameters.Length; i++)
            if (IsPenalised(i)) loss += squarePenalty / 2 * parameters[i] * parameters[i];
        return loss;
    }

    /// <summary>Slope and curvature where <see cref="Evaluate"/> was last called.</summary>
    public void Derive(double[] parameters, double[] gradient, double[][] hessian)
    {
        for (var k = 0; k < Outputs; k++)
        {
            for (var i = 0; i < scratch.Length; i++) scratch[i] = weights[i] * (probabilities[k][i] - (IsOf(i, k) ? 1 : 0));
            for (var j = 0; j < Width; j++) gradient[k * Width + j] = LongVectors.Dot(scratch, columns[j]);
            for (var l = 0; l <= k; l++) DeriveTwice(k, l, hessian);
        }
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!IsPenalised(i)) continue;
            gradient[i] += squarePenalty * parameters[i];
            hessian[i][i] += squarePenalty;
        }
        if (Outputs > 1) PinSums(hessian);
    }

    private void DeriveTwice(int k, int l, double[][] hessian)
    {
        var curvature = new double[scratch.Length];
        for (var i = 0; i < curvature.Length; i++) curvature[i] = weights[i] * probabilities[k][i] * ((k == l ? 1 : 0) - probabilities[l][i]);
        var product = new double[curvature.Length];
        for (var a = 0; a < Width; a++)
        {
            for (var i = 0; i < product.Length; i++) product[i] = curvature[i] * columns[a][i];
            for (var b = 0; b <= a; b++)
            {
                var value = LongVectors.Dot(product, columns[b]);
                hessian[k * Width + a][l * Width + b] = hessian[l * Width + b][k * Width + a] = value;
                hessian[k * Width + b][l * Width + a] = hessian[l * Width + a][k * Width + b] = value;
            }
        }
    }

    /// <summary>
    /// Adding the same to a feature's parameters of all classes changes no probability. Curvature in that direction, where there is no slope, keeps
    /// free parameters at a sum of zero.
    /// </summary>
    private void PinSums(double[][] hessian)
    {
        for (var j = squarePenalty > 0 ? penalised : 0; j < Width; j++)
        {
            var scale = 0.0;
            for (var k = 0; k < Outputs; k++) scale = Math.Max(scale, hessian[k * Width + j][k * Width + j]);
            for (var k = 0; k < Outputs; k++)
                for (var l = 0; l < Outputs; l++) hessian[k * Width + j][l * Width + j] += scale / Outputs;
        }
    }

    private bool IsOf(int sample, int output) => Outputs == 1 ? labels[sample] == 1 : labels[sample] == output;

    private double OfTwo()
    {
        var loss = 0.0;
        var sums = probabilities[0];
        for (var i = 0; i < sums.Length; i++)
        {
            loss += weights[i] * Logistic.SoftPlus(labels[i] == 1 ? -sums[i] : sums[i]);
            sums[i] = Logistic.Sigmoid(sums[i]);
        }
        return loss;
    }

    private double OfSeveral()
    {
        var loss = 0.0;
        Span<double> sums = Outputs <= 64 ? stackalloc double[Outputs] : new double[Outputs];
        for (var i = 0; i < labels.Length; i++)
        {
            for (var k = 0; k < Outputs; k++) sums[k] = probabilities[k][i];
            var own = sums[labels[i]];
            loss += weights[i] * (Logistic.Softmax(sums) - own);
            for (var k = 0; k < Outputs; k++) probabilities[k][i] = sums[k];
        }
        return loss;
    }
}
