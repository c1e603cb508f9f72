using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Linear regression, with a penalty on squared coefficients (ridge) or without: minimises ||y - Xw||² + alpha ||w||², the intercept free.</summary>
internal sealed class LeastSquaresEstimator(string kind, double alpha, bool fitIntercept) : IEstimator
{
    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        var data = DesignMatrix.Of(train, fitIntercept);
        var mean = fitIntercept ? DesignMatrix.Centre(data.Targets, data.Weights) : 0;
        var penalty = Math.Sqrt(alpha);
        // Rows of the penalty below the samples: the same problem without squaring its condition.
        var rows = Math.Max(data.Count + (alpha > 0 ? data.Width : 0), data.Width);
        var columns = new double[data.Width][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = Weighted(data.Columns[j], data.Weights, rows);
            if (alpha > 0) columns[j][data.Count + j] = penalty;
        }
        var coefficients = LeastSquaresSolver.Solve(columns, Weighted(data.Targets, data.Weights, rows));
        return LinearModel.OfRegression(kind, coefficients, mean - LongVectors.Dot(coefficients, data.Means));
    }

    private static double[] Weighted(double[] values, double[] weights, int rows)
    {
        var result = new double[rows];
        for (var i = 0; i < values.Length; i++) result[i] = values[i] * Math.Sqrt(weights[i]);
        return result;
    }
}
