namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>Update rules by their formulas, on one list of numbers.</summary>
internal sealed class PlainOptimiser(int size)
{
    private readonly double[] first = new double[size];
    private readonly double[] second = new double[size];
    private readonly double[] mean = new double[size];
    private int step;

    public void Sgd(double[] values, double[] gradients, double rate, double momentum = 0, double dampening = 0, double decay = 0, bool nesterov = false)
    {
        step++;
        for (var i = 0; i < values.Length; i++)
        {
            var gradient = gradients[i] + decay * values[i];
            if (momentum != 0)
            {
                first[i] = step == 1 ? gradient : momentum * first[i] + (1 - dampening) * gradient;
                gradient = nesterov ? gradient + momentum * first[i] : first[i];
            }
            values[i] -= rate * gradient;
        }
    }

    public void Adam(double[] values, double[] gradients, double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double decay = 0, bool decoupled = false)
    {
        step++;
        for (var i = 0; i < values.Length; i++)
        {
            var gradient = gradients[i];
            if (decoupled) values[i] *= 1 - rate * decay;
            else gradient += decay * values[i];
            first[i] = beta1 * first[i] + (1 - beta1) * gradient;
            second[i] = beta2 * second[i] + (1 - beta2) * gradient * gradient;
            var size = Math.Sqrt(second[i]) / Math.Sqrt(1 - Math.Pow(beta2, step)) + epsilon;
            values[i] -= rate / (1 - Math.Pow(beta1, step)) * first[i] / size;
        }
    }

    public void RmsProp(double[] values, double[] gradients, double rate, double alpha = 0.99, double epsilon = 1e-8, double decay = 0, double momentum = 0, bool centred = false)
    {
        step++;
        for (var i = 0; i < values.Length; i++)
        {
            var gradient = gradients[i] + decay * values[i];
            second[i] = alpha * second[i] + (1 - alpha) * gradient * gradient;
            var square = second[i];
            if (centred)
            {
                mean[i] = alpha * mean[i] + (1 - alpha) * gradient;
                square -= mean[i] * mean[i];
            }
            var move = gradient / (Math.Sqrt(square) + epsilon);
            if (momentum != 0) move = first[i] = momentum * first[i] + move;
            values[i] -= rate * move;
        }
    }

    /// <summary>Scales gradients down to a largest norm of all of them; gives the norm before.</summary>
    public static double ClipNorm(double[][] gradients, double maximum)
    {
        var norm = Math.Sqrt(gradients.Sum(all => all.Sum(one => one * one)));
        var scale = Math.Min(1, maximum / (norm + 1e-6));
        foreach (var all in gradients)
            for (var i = 0; i < all.Length; i++) all[i] *= scale;
        return norm;
    }
}
