using System.Text.Json.Nodes;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>A case of losses alone, each with its gradient.</summary>
internal static class LossCase
{
    public static JsonObject Compute(JsonObject root, JsonObject losses)
    {
        var results = new JsonObject();
        foreach (var (name, _) in losses)
        {
            var loss = CaseLosses.Of(name);
            var prediction = CaseValues.Tensor(root, loss is BinaryCrossEntropyLoss ? "prob" : "pred");
            var gradients = new float[prediction.Count];
            var value = loss.Compute(prediction.Data, prediction.Size(0), Targets(root, loss), [], gradients);
            results[name] = new JsonObject { ["loss"] = CaseValues.Written(value), ["input_grad"] = CaseValues.Written(prediction.Shape, gradients) };
        }
        return new JsonObject { ["losses"] = results };
    }

    private static float[] Targets(JsonObject root, Loss loss) => loss switch
    {
        BinaryCrossEntropyLoss or BinaryCrossEntropyOfLogitsLoss => CaseValues.Numbers(root, "binary_target"),
        CrossEntropyLoss or FocalLoss => CaseValues.Numbers(root, "class_target"),
        DivergenceLoss => new Tape().Softmax(CaseValues.Tensor(root, "target")).Data.ToArray(),
        _ => CaseValues.Numbers(root, "target"),
    };
}
