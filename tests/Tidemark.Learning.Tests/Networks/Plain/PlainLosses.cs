namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>
/// Losses by their formulas: predictions [rows, columns], a weight a row, and the weighted mean over rows and columns (over rows alone where a
/// row has one loss).
/// </summary>
internal static class PlainLosses
{
    public static Scalar MeanSquared(PlainTensor prediction, PlainTensor target, double[]? weights = null) => Mean(prediction, weights, (r, c) => Scalar.Power(prediction[r, c] - target[r, c], 2));

    public static Scalar MeanAbsolute(PlainTensor prediction, PlainTensor target, double[]? weights = null) => Mean(prediction, weights, (r, c) => Scalar.Abs(prediction[r, c] - target[r, c]));

    public static Scalar SmoothL1(PlainTensor prediction, PlainTensor target, double beta, double[]? weights = null) => Huber(prediction, target, beta, weights) / beta;

    public static Scalar Huber(PlainTensor prediction, PlainTensor target, double delta, double[]? weights = null) => Mean(prediction, weights, (r, c) =>
    {
        var error = Scalar.Abs(prediction[r, c] - target[r, c]);
        return error.Value < delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
    });

    /// <summary>A column a quantile; the target is one value a row.</summary>
    public static Scalar Quantile(PlainTensor prediction, PlainTensor target, double[] quantiles, double[]? weights = null) => Mean(prediction, weights, (r, c) =>
    {
        var error = target[r, 0] - prediction[r, c];
        return Scalar.Max(quantiles[c] * error, (quantiles[c] - 1) * error);
    });

    public static Scalar CrossEntropy(PlainTensor logits, int[] classes, double[]? weights = null) =>
        MeanOfRows(logits, weights, row => -Scalar.Log(PlainLayers.Softmax(Row(logits, row))[classes[row]]));

    public static Scalar Focal(PlainTensor logits, int[] classes, double gamma, double[]? alpha, double[]? weights = null) => MeanOfRows(logits, weights, row =>
    {
        var right = PlainLayers.Softmax(Row(logits, row))[classes[row]];
        return -(alpha?[classes[row]] ?? 1) * Scalar.Power(1 - right, gamma) * Scalar.Log(right);
    });

    public static Scalar BinaryFocal(PlainTensor logits, PlainTensor target, double gamma, double? alpha, double[]? weights = null) => Mean(logits, weights, (r, c) =>
    {
        var one = Scalar.Sigmoid(logits[r, c]);
        var right = target[r, c].Value > 0.5 ? one : 1 - one;
        var factor = alpha is null ? 1 : target[r, c].Value > 0.5 ? alpha.Value : 1 - alpha.Value;
        return -factor * Scalar.Power(1 - right, gamma) * Scalar.Log(right);
    });

    public static Scalar BinaryCrossEntropy(PlainTensor probability, PlainTensor target, double[]? weights = null) =>
        Mean(probability, weights, (r, c) => -(target[r, c] * Scalar.Log(probability[r, c]) + (1 - target[r, c]) * Scalar.Log(1 - probability[r, c])));

    public static Scalar BinaryCrossEntropyOfLogits(PlainTensor logits, PlainTensor target, double[]? weights = null) => BinaryCrossEntropy(logits.Select(Scalar.Sigmoid), target, weights);

    /// <summary>Of logits from target probabilities, summed over columns.</summary>
    public static Scalar Divergence(PlainTensor logits, PlainTensor target, double[]? weights = null) => MeanOfRows(logits, weights, row =>
    {
        var predicted = PlainLayers.Softmax(Row(logits, row));
        return Scalar.Sum(predicted.Select((p, c) => target[row, c].Value == 0 ? 0 : target[row, c] * (Scalar.Log(target[row, c]) - Scalar.Log(p))));
    });

    /// <summary>Minus the Sharpe ratio of positions held over the rows, less what turning them over costs, starting flat.</summary>
    public static Scalar Sharpe(PlainTensor position, PlainTensor returns, double cost, double epsilon, double[]? weights = null)
    {
        var (rows, columns) = (position.Shape[0], position.Shape[1]);
        var gains = new Scalar[rows];
        for (var t = 0; t < rows; t++)
            gains[t] = Scalar.Sum(Enumerable.Range(0, columns).Select(c =>
                position[t, c] * returns[t, c] - cost * Scalar.Abs(position[t, c] - (t == 0 ? (Scalar)0 : position[t - 1, c])))) / columns;
        double WeightOf(int t) => (weights?[t] ?? 1) / (weights?.Sum() ?? rows);
        var mean = Scalar.Sum(gains.Select((gain, t) => WeightOf(t) * gain));
        var variance = Scalar.Sum(gains.Select((gain, t) => WeightOf(t) * (gain - mean) * (gain - mean)));
        return -mean / Scalar.Sqrt(variance + epsilon);
    }

    private static Scalar[] Row(PlainTensor tensor, int row) => tensor.Data[(row * tensor.Shape[1])..((row + 1) * tensor.Shape[1])];

    private static Scalar Mean(PlainTensor prediction, double[]? weights, Func<int, int, Scalar> loss) =>
        MeanOfRows(prediction, weights, row => Scalar.Sum(Enumerable.Range(0, prediction.Shape[1]).Select(column => loss(row, column))) / prediction.Shape[1]);

    private static Scalar MeanOfRows(PlainTensor prediction, double[]? weights, Func<int, Scalar> loss) =>
        Scalar.Sum(Enumerable.Range(0, prediction.Shape[0]).Select(row => (weights?[row] ?? 1) * loss(row))) / (weights?.Sum() ?? prediction.Shape[0]);
}
