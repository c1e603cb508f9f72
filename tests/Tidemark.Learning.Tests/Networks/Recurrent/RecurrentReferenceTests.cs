using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tests.Tensors;

namespace Tidemark.Learning.Tests.Networks.Recurrent;

/// <summary>LSTM and GRU against PyTorch's values, in each form of the kernels.</summary>
public sealed class RecurrentReferenceTests : IDisposable
{
    public static TheoryData<string> Forms => ["Portable", "Wide256", "Wide512"];

    public void Dispose() => Hardware.Force(null);

    [Theory]
    [MemberData(nameof(Forms))]
    public void NetworkWithHead_HasTheValuesAndGradientsOfTheReference(string form)
    {
        Hardware.Force(Enum.Parse<VectorForm>(form));
        var files = ReferenceCase.Files("lstm_*.json").Concat(ReferenceCase.Files("gru*.json")).ToArray();
        var checkedFiles = 0;
        foreach (var file in files)
        {
            var reference = ReferenceCase.Load(file);
            if (!reference.Has("params/head.weight")) continue;
            Check(reference, reference.Has("grads") ? reference : ReferenceCase.Load(Path.ChangeExtension(file, null) + "_grads.json"));
            checkedFiles++;
        }
        Assert.True(checkedFiles > 0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void InitialState_HasTheValuesAndGradientsOfTheReference(string form)
    {
        Hardware.Force(Enum.Parse<VectorForm>(form));
        foreach (var reference in ReferenceCase.Files("*initial_state*.json").Select(ReferenceCase.Load))
        {
            var layer = Make(reference, "");
            var (input, hidden, cell) = (reference.Tensor("input", true), reference.Tensor("h0", true), reference.Tensor("c0", true));
            var tape = new Tape();
            var result = layer.Run(tape, input, hidden, cell);
            Close.Same(reference.Values("expected/output"), result.Output.Data, 1e-5);
            Close.Same(reference.Values("expected/h_n"), result.Hidden.Data, 1e-5);
            Close.Same(reference.Values("expected/c_n"), result.Cell!.Data, 1e-5);
            var loss = tape.Sum(tape.Multiply(result.Output, reference.Tensor("weight")));
            Close.Same([reference.Number("expected/loss")], loss.Data, 1e-5);
            tape.Backward(loss);
            CheckGradients(reference, layer, "");
            Close.Same(reference.Values("input_grad"), input.Grad, 1e-5);
            Close.Same(reference.Values("h0_grad"), hidden.Grad, 1e-5);
            Close.Same(reference.Values("c0_grad"), cell.Grad, 1e-5);
        }
    }

    private static void Check(ReferenceCase reference, ReferenceCase gradients)
    {
        var prefix = reference.Has("params/lstm.weight_ih_l0") ? "lstm." : "gru.";
        var layer = Make(reference, prefix);
        var head = new Linear(layer.Shape.Hidden, 1);
        foreach (var parameter in head.Parameters) reference.Tensor("params/head." + parameter.Name).Data.CopyTo(parameter.Tensor.Data);
        var input = reference.Tensor("input", true);
        var target = reference.Tensor("target");
        foreach (var isLastOnly in new[] { false, true })
        {
            layer.ClearGradients();
            head.ClearGradients();
            input.ClearGrad();
            var tape = new Tape();
            var result = isLastOnly ? default : layer.Run(tape, input);
            if (!isLastOnly)
            {
                if (reference.Has("expected/output_all_steps")) Close.Same(reference.Values("expected/output_all_steps"), result.Output.Data, 1e-5);
                Close.Same(reference.Values("expected/h_n"), result.Hidden.Data, 1e-5);
                if (reference.Has("expected/c_n")) Close.Same(reference.Values("expected/c_n"), result.Cell!.Data, 1e-5);
            }
            var prediction = head.Forward(tape, isLastOnly ? layer.ForwardLast(tape, input) : tape.Select(result.Output, 1, -1));
            Close.Same(reference.Values("expected/prediction"), prediction.Data, 1e-5);
            var error = tape.Subtract(prediction, target);
            var loss = tape.Mean(tape.Multiply(error, error));
            Close.Same([reference.Number("expected/loss")], loss.Data, 1e-5);
            tape.Backward(loss);
            CheckGradients(gradients, layer, prefix);
            CheckGradients(gradients, head, "head.");
            Close.Same(gradients.Values("input_grad"), input.Grad, 1e-5);
        }
    }

    private static void CheckGradients(ReferenceCase reference, Layer layer, string prefix)
    {
        foreach (var parameter in layer.Parameters) Close.Same(reference.Values("grads/" + prefix + parameter.Name), parameter.Tensor.Grad, 1e-5);
    }

    private static RecurrentLayer Make(ReferenceCase reference, string prefix)
    {
        var (input, hidden) = (reference.Shape($"params/{prefix}weight_ih_l0"), reference.Shape($"params/{prefix}weight_hh_l0"));
        var layers = 1;
        while (reference.Has($"params/{prefix}weight_ih_l{layers}")) layers++;
        var shape = new RecurrentShape(input[1], hidden[1], layers);
        RecurrentLayer layer = hidden[0] == 4 * hidden[1] ? new Lstm(shape) : new Gru(shape);
        foreach (var parameter in layer.Parameters) reference.Tensor("params/" + prefix + parameter.Name).Data.CopyTo(parameter.Tensor.Data);
        return layer;
    }
}
