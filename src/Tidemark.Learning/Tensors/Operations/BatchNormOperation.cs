namespace Tidemark.Learning.Tensors.Operations;

/// <summary>
/// Normalises each feature over the rows [.., features] of a batch. In training by the batch's mean and population variance, and the running
/// statistics move towards its mean and unbiased variance; otherwise by the running statistics. (Ioffe and Szegedy 2015)
/// </summary>
internal sealed class BatchNormOperation : Operation
{
    private Tensor input = null!;
    private Tensor weight = null!;
    private Tensor bias = null!;
    private bool isTraining;
    private double[] mean = [];
    private double[] scale = [];
    private double[] sum = [];
    private double[] product = [];

    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVariance, BatchNormOptions options)
    {
        var size = weight.Count;
        if (input.Rank < 2 || size == 0 || input.Size(-1) != size || bias.Count != size || runningMean.Count != size || runningVariance.Count != size)
            throw new ArgumentException($"an input of {input} does not go with a batch normalisation of {weight}");
        if (tape.IsTraining && input.Count <= size) throw new ArgumentException("batch normalisation needs at least two rows in training: one row has no variance");
        var operation = tape.Take<BatchNormOperation>();
        (operation.input, operation.weight, operation.bias, operation.isTraining) = (input, weight, bias, tape.IsTraining);
        if (operation.mean.Length != size) (operation.mean, operation.scale, operation.sum, operation.product) = (new double[size], new double[size], new double[size], new double[size]);
        if (tape.IsTraining) operation.Learn(runningMean.Data, runningVariance.Data, options);
        else
            for (var j = 0; j < size; j++) (operation.mean[j], operation.scale[j]) = (runningMean.Data[j], 1 / Math.Sqrt(runningVariance.Data[j] + options.Epsilon));
        var result = tape.Rent(input.Shape);
        var from = input.Data;
        var to = result.Data;
        var factors = weight.Data;
        var shifts = bias.Data;
        for (var row = 0; row < from.Length; row += size)
            for (var j = 0; j < size; j++) to[row + j] = (float)((from[row + j] - operation.mean[j]) * operation.scale[j] * factors[j] + shifts[j]);
        return tape.Record(operation, result, input, weight, bias);
    }

    protected internal override void Backward()
    {
        var given = Result.Grad;
        var from = input.Data;
        var size = weight.Count;
        Array.Clear(sum);
        Array.Clear(product);
        for (var row = 0; row < from.Length; row += size)
            for (var j = 0; j < size; j++)
            {
                sum[j] += given[row + j];
                product[j] += given[row + j] * (from[row + j] - mean[j]) * scale[j];
            }
        var weightGradient = weight.Grad;
        var biasGradient = bias.Grad;
        var factors = weight.Data;
        for (var j = 0; j < size; j++)
        {
            weightGradient[j] += (float)product[j];
            biasGradient[j] += (float)sum[j];
        }
        if (!input.RequiresGrad) return;
        var to = input.Grad;
        var rows = from.Length / size;
        for (var row = 0; row < from.Length; row += size)
            for (var j = 0; j < size; j++)
            {
                var slope = (double)given[row + j];
                // In training every row moves the mean and the variance of all.
                if (isTraining) slope -= (sum[j] + (from[row + j] - mean[j]) * scale[j] * product[j]) / rows;
                to[row + j] += (float)(slope * factors[j] * scale[j]);
            }
    }

    private void Learn(Span<float> runningMean, Span<float> runningVariance, BatchNormOptions options)
    {
        var from = input.Data;
        var size = weight.Count;
        var rows = from.Length / size;
        Array.Clear(mean);
        Array.Clear(scale);
        for (var row = 0; row < from.Length; row += size)
            for (var j = 0; j < size; j++) mean[j] += from[row + j];
        for (var j = 0; j < size; j++) mean[j] /= rows;
        for (var row = 0; row < from.Length; row += size)
            for (var j = 0; j < size; j++) scale[j] += (from[row + j] - mean[j]) * (from[row + j] - mean[j]);
        for (var j = 0; j < size; j++)
        {
            runningMean[j] += (float)(options.Momentum * (mean[j] - runningMean[j]));
            runningVariance[j] += (float)(options.Momentum * (scale[j] / (rows - 1) - runningVariance[j]));
            scale[j] = 1 / Math.Sqrt(scale[j] / rows + options.Epsilon);
        }
    }
}
