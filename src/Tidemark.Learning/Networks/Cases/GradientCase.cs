using System.Text.Json.Nodes;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>A case of one network: outputs, the loss, and its gradients by parameters and inputs.</summary>
internal static class GradientCase
{
    public static JsonObject Compute(JsonObject root, CaseNetwork network)
    {
        var tape = new Tape { IsTraining = true };
        var input = CaseValues.Tensor(root, "input", requiresGrad: true);
        var forward = network.Forward(tape, input);
        var loss = Loss(root, forward.Prediction);
        tape.Backward();
        var expected = new JsonObject();
        foreach (var (name, tensor) in forward.Outputs)
            if (name is not ("h0" or "c0") && IsWanted(root, name)) expected[name] = CaseValues.Written(tensor);
        if (forward.BlockOutputs.Length > 0) expected["block_outputs"] = new JsonArray([.. forward.BlockOutputs.Select(CaseValues.Written)]);
        expected["loss"] = CaseValues.Written(loss);
        var results = new JsonObject { ["expected"] = expected, ["grads"] = Gradients(network), ["input_grad"] = CaseValues.WrittenGradient(input) };
        foreach (var (name, tensor) in forward.Outputs)
            if (name is "h0" or "c0") results[name + "_grad"] = CaseValues.WrittenGradient(tensor);
        if (network.Kind != "batch_norm1d") return results;

        tape.Reset();
        tape.IsTraining = false;
        expected["output_eval"] = CaseValues.Written(network.Forward(tape, input).Prediction);
        return results;
    }

    /// <summary>The gradients of all parameters by name.</summary>
    public static JsonObject Gradients(CaseNetwork network)
    {
        var gradients = new JsonObject();
        foreach (var (name, tensor) in network.Layer.Parameters) gradients[name] = CaseValues.WrittenGradient(tensor);
        return gradients;
    }

    /// <summary>The loss of predictions, whose gradient is written into them: the case's loss of its target, or the sum of products with its weight.</summary>
    public static double Loss(JsonObject root, Tensor prediction)
    {
        if (CaseValues.Has(root, "target"))
        {
            var loss = CaseLosses.Of((string?)root["loss_kind"] ?? "mse");
            return loss.Compute(prediction.Data, prediction.Size(0), CaseValues.Numbers(root, "target"), [], prediction.Grad);
        }
        var weight = CaseValues.Tensor(root, "weight");
        if (!weight.Shape.SequenceEqual(prediction.Shape)) throw new InvalidDataException($"the case's weight is {weight}, its output {prediction}");
        weight.Data.CopyTo(prediction.Grad);
        var sum = 0.0;
        for (var i = 0; i < weight.Count; i++) sum += (double)weight.Data[i] * prediction.Data[i];
        return sum;
    }

    /// <summary>A case that has results says which it wants; one without gets them all.</summary>
    private static bool IsWanted(JsonObject root, string name) => root["expected"] is not JsonObject expected || expected.ContainsKey(name);
}
