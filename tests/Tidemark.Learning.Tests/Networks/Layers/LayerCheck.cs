using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tests.Networks.Plain;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Layers;

/// <summary>Compares a layer of floats with plain formulas: its result, and the gradients of a weighted sum of it by the input and by every parameter.</summary>
internal static class LayerCheck
{
    public const double Tolerance = 2e-5;

    /// <param name="layer">Its parameters are replaced by random numbers.</param>
    /// <param name="shape">Of the input.</param>
    /// <param name="plain">The same by formulas, from the input and the parameters by name (null where there is none).</param>
    public static void Same(Layer layer, int[] shape, SeededRandom random, Func<PlainTensor, Func<string, PlainTensor?>, PlainTensor> plain, bool isTraining = true)
    {
        var input = PlainTensor.Random(random, 1, shape);
        var parameters = new Dictionary<string, PlainTensor>();
        foreach (var (name, tensor) in layer.Parameters)
        {
            var isNormWeight = name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal);
            parameters[name] = PlainTensor.Random(random, 0.4, tensor.Shape.ToArray()).Select(value => isNormWeight ? 1 + value.Value : value.Value);
        }
        var expected = plain(input, parameters.GetValueOrDefault);
        var weight = PlainTensor.Random(random, 1, expected.Shape);
        expected.Dot(weight).Backward();
        foreach (var form in Enum.GetValues<VectorForm>())
        {
            if (form > Hardware.Best) continue;
            Hardware.Force(form);
            try
            {
                Same(layer, input, parameters, expected, weight, isTraining);
            }
            finally
            {
                Hardware.Force(null);
            }
        }
    }

    private static void Same(Layer layer, PlainTensor input, Dictionary<string, PlainTensor> parameters, PlainTensor expected, PlainTensor weight, bool isTraining)
    {
        foreach (var (name, tensor) in layer.Parameters) parameters[name].Floats.CopyTo(tensor.Data);
        var tape = new Tape { IsTraining = isTraining };
        var given = Tensor.Of(input.Shape, input.Floats);
        given.RequiresGrad = true;
        // Twice, so that memory that is used again is no clean memory.
        for (var pass = 0; pass < 2; pass++)
        {
            tape.Reset();
            layer.ClearGradients();
            given.ClearGrad();
            var result = layer.Forward(tape, given);
            Close.Same(expected.Values, result.Data, Tolerance);
            weight.Floats.CopyTo(result.Grad);
            tape.Backward();
        }
        Close.Same(input.Gradients, given.Grad, Tolerance);
        foreach (var (name, tensor) in layer.Parameters) Close.Same(parameters[name].Gradients, tensor.Grad, Tolerance);
    }
}
