using System.Text.Json.Nodes;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Optimisers;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>An optimiser as a case describes it: by PyTorch's settings, or in the sentence about its model.</summary>
internal static class CaseOptimiser
{
    /// <param name="name">Begins with adamw, adam, sgd or rmsprop.</param>
    /// <param name="settings">PyTorch's names: lr, betas, eps, weight_decay, amsgrad, momentum, dampening, nesterov, alpha, centered.</param>
    public static Optimiser Of(string name, JsonObject settings, IReadOnlyList<NamedTensor> parameters)
    {
        double Number(string key, double otherwise) => settings[key] is JsonValue value && value.TryGetValue<double>(out var number) ? number : otherwise;
        bool Switch(string key) => settings[key] is JsonValue value && value.TryGetValue<bool>(out var isOn) && isOn;
        double Beta(int index, double otherwise) => settings["betas"] is JsonArray betas ? betas[index]!.GetValue<double>() : otherwise;
        if (name.StartsWith("adam", StringComparison.OrdinalIgnoreCase))
        {
            var isDecoupled = name.StartsWith("adamw", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("adam_w", StringComparison.OrdinalIgnoreCase);
            return new Adam(parameters, Number("lr", 0.001), new AdamOptions
            {
                Beta1 = Beta(0, 0.9),
                Beta2 = Beta(1, 0.999),
                Epsilon = Number("eps", 1e-8),
                WeightDecay = Number("weight_decay", isDecoupled ? 0.01 : 0),
                IsDecoupled = isDecoupled,
                KeepsLargest = Switch("amsgrad"),
            });
        }
        if (name.StartsWith("sgd", StringComparison.OrdinalIgnoreCase))
            return new StochasticGradientDescent(parameters, Number("lr", 0.01), Number("momentum", 0), Number("dampening", 0), Number("weight_decay", 0), Switch("nesterov"));
        if (name.StartsWith("rmsprop", StringComparison.OrdinalIgnoreCase))
            return new RootMeanSquarePropagation(parameters, Number("lr", 0.01), new RootMeanSquareOptions
            {
                Alpha = Number("alpha", 0.99),
                Epsilon = Number("eps", 1e-8),
                WeightDecay = Number("weight_decay", 0),
                Momentum = Number("momentum", 0),
                IsCentred = Switch("centered"),
            });
        throw new InvalidDataException($"the optimiser '{name}' is not known");
    }

    /// <summary>The settings that a sentence names: <c>Adam lr 0.01 betas .9/.999 eps 1e-8</c>.</summary>
    public static JsonObject Settings(string text)
    {
        var settings = new JsonObject();
        foreach (var name in new[] { "lr", "eps", "weight_decay", "momentum", "dampening", "alpha" })
            if (CaseText.Number(text, name) is { } number) settings[name] = number;
        if (CaseText.Numbers(text, "betas") is { Length: 2 } betas) settings["betas"] = new JsonArray(betas[0], betas[1]);
        foreach (var name in new[] { "nesterov", "amsgrad", "centered" })
            if (CaseText.Switch(text, name)) settings[name] = true;
        return settings;
    }
}
