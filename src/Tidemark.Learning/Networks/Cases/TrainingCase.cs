using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>A case of a whole training on one batch: the loss before each step, and the last parameters.</summary>
internal static class TrainingCase
{
    private const int UsualSteps = 50;

    public static JsonObject Compute(JsonObject root, CaseNetwork network)
    {
        var text = (string?)root["model"] ?? "";
        var kind = Regex.Match(text, @"\b(AdamW|Adam|SGD|RMSprop)\b", RegexOptions.IgnoreCase).Value;
        var optimiser = CaseOptimiser.Of(kind, root["settings"] as JsonObject ?? CaseOptimiser.Settings(text), network.Layer.Parameters);
        var maximum = CaseText.Number(text, "clip_grad_norm_?") ?? (root["clip_max_norm"] is JsonValue value ? value.GetValue<double>() : null);
        var steps = root["loss_before_each_step"] is JsonArray given ? given.Count : StepsOf(text);
        var tape = new Tape { IsTraining = true };
        var losses = new JsonArray();
        for (var step = 0; step < steps; step++)
        {
            losses.Add(CaseValues.Written(Gradient(root, network, tape)));
            if (maximum is not null) GradientClipping.ClipNorm(network.Layer.Parameters, maximum.Value);
            optimiser.Step();
        }
        var parameters = new JsonObject();
        foreach (var (name, tensor) in network.Layer.Parameters) parameters[name] = CaseValues.Written(tensor);
        return new JsonObject { ["loss_before_each_step"] = losses, ["final_params"] = parameters };
    }

    /// <summary>The loss, and its gradients in the parameters.</summary>
    public static double Gradient(JsonObject root, CaseNetwork network, Tape tape)
    {
        tape.Reset();
        network.Layer.ClearGradients();
        var loss = GradientCase.Loss(root, network.Forward(tape, CaseValues.Tensor(root, "input")).Prediction);
        tape.Backward();
        return loss;
    }

    private static int StepsOf(string text)
    {
        var match = Regex.Match(text, @"(\d+) steps");
        return match.Success ? (int)CaseText.Parse(match.Groups[1].Value) : UsualSteps;
    }
}
