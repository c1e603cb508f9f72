using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>
/// Linear regression with a penalty that makes coefficients exactly zero: minimises ||y - Xw||² / (2n) + alpha (r ||w||₁ + (1 - r) / 2 ||w||²), the
/// intercept free and weights scaled to sum to n; lasso is r = 1. By coordinate descent on the products of columns.
/// </summary>
/// <remarks>Source: J. Friedman, T. Hastie and R. Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate Descent" (2010).</remarks>
internal sealed class ElasticNetEstimator(string kind, double alpha, double l1Ratio, bool fitIntercept, int maxIterations, double tolerance) : IEstimator
{
    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var data = DesignMatrix.Of(train, fitIntercept);
        var mean = fitIntercept ? DesignMatrix.Centre(data.Targets, data.Weights) : 0;
        var total = data.Weights.Sum();
        var width = data.Width;
        var products = new double[width][];
        var withTarget = new double[width];
        for (var j = 0; j < width; j++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var weighted = data.Columns[j].Select((value, i) => value * data.Weights[i] / total).ToArray();
            products[j] = new double[width];
            for (var k = 0; k <= j; k++) products[j][k] = products[k][j] = LongVectors.Dot(weighted, data.Columns[k]);
            withTarget[j] = LongVectors.Dot(weighted, data.Targets);
        }
        var spread = Math.Sqrt(data.Targets.Select((value, i) => value * value * data.Weights[i]).Sum() / total);
        var (coefficients, isConverged) = Descend(products, withTarget, tolerance * spread);
        return LinearModel.OfRegression(kind, coefficients, mean - LongVectors.Dot(coefficients, data.Means)) with { IsConverged = isConverged };
    }

    /// <summary>Goes round the coordinates until no step moves the prediction by more than the accuracy (root mean square).</summary>
    private (double[] Coefficients, bool IsConverged) Descend(double[][] products, double[] withTarget, double accuracy)
    {
        var (absolute, squared) = (alpha * l1Ratio, alpha * (1 - l1Ratio));
        var coefficients = new double[withTarget.Length];
        var gradient = (double[])withTarget.Clone(); // X'y - X'Xw
        for (var round = 0; round < maxIterations; round++)
        {
            var largest = 0.0;
            for (var j = 0; j < coefficients.Length; j++)
            {
                var own = products[j][j];
                if (own == 0) continue;
                var pull = gradient[j] + own * coefficients[j];
                var next = Math.Sign(pull) * Math.Max(Math.Abs(pull) - absolute, 0) / (own + squared);
                var step = next - coefficients[j];
                if (step == 0) continue;
                coefficients[j] = next;
                LongVectors.AddScaled(gradient, -step, products[j]);
                largest = Math.Max(largest, Math.Abs(step) * Math.Sqrt(own));
            }
            if (largest <= accuracy) return (coefficients, true);
        }
        return (coefficients, false);
    }
}
