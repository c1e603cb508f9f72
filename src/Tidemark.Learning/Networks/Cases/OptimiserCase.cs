using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>A case of optimisers, each of which takes some steps on the same network and batch from the same parameters.</summary>
internal static class OptimiserCase
{
    private const string AfterStep = "after_step_";
    private const int UsualSteps = 5;

    public static JsonObject Compute(JsonObject root, JsonObject optimisers)
    {
        var initial = CaseValues.Object(root, "initial_params");
        var first = CaseNetworks.Build(root, initial);
        TrainingCase.Gradient(root, first, new Tape());
        var results = new JsonObject();
        foreach (var (name, node) in optimisers)
            results[name] = Run(root, name, node as JsonObject ?? throw new InvalidDataException($"'{name}' of the optimizers is no object"), CaseNetworks.Build(root, initial));
        return new JsonObject { ["initial_grads"] = GradientCase.Gradients(first), ["optimizers"] = results };
    }

    private static JsonObject Run(JsonObject root, string name, JsonObject entry, CaseNetwork network)
    {
        var optimiser = CaseOptimiser.Of(name, CaseValues.Object(entry, "settings"), network.Layer.Parameters);
        var maximum = entry["clip_max_norm"] is JsonValue value ? value.GetValue<double>() : (double?)null;
        int[] kept = [.. entry.Where(pair => pair.Key.StartsWith(AfterStep, StringComparison.Ordinal)).Select(pair => int.Parse(pair.Key[AfterStep.Length..], CultureInfo.InvariantCulture))];
        if (kept.Length == 0) kept = [1, UsualSteps];
        var steps = Math.Max(kept.Max(), entry["loss_before_each_step"] is JsonArray list ? list.Count : UsualSteps);
        var (losses, norms, result, tape) = (new JsonArray(), new JsonArray(), new JsonObject(), new Tape());
        for (var step = 1; step <= steps; step++)
        {
            losses.Add(CaseValues.Written(TrainingCase.Gradient(root, network, tape)));
            if (maximum is not null) norms.Add(CaseValues.Written(GradientClipping.ClipNorm(network.Layer.Parameters, maximum.Value)));
            optimiser.Step();
            if (!kept.Contains(step)) continue;
            var parameters = new JsonObject();
            foreach (var (parameter, tensor) in network.Layer.Parameters) parameters[parameter] = CaseValues.Written(tensor);
            result[AfterStep + step.ToString(CultureInfo.InvariantCulture)] = parameters;
        }
        result["loss_before_each_step"] = losses;
        result["grad_norms_before_clip"] = norms;
        return result;
    }
}
