using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>Recognises the network of a case by the names and shapes of its parameters and by the sentence about its model, and builds it.</summary>
internal static class CaseNetworks
{
    private static readonly Dictionary<string, ActivationKind> ActivationNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ReLU"] = ActivationKind.Relu,
        ["LeakyReLU"] = ActivationKind.LeakyRelu,
        ["ELU"] = ActivationKind.Elu,
        ["SELU"] = ActivationKind.Selu,
        ["GELU"] = ActivationKind.Gelu,
        ["Sigmoid"] = ActivationKind.Sigmoid,
        ["Tanh"] = ActivationKind.Tanh,
        ["Softplus"] = ActivationKind.Softplus,
        ["SiLU"] = ActivationKind.Silu,
        ["Hardtanh"] = ActivationKind.Hardtanh,
        ["Softsign"] = ActivationKind.Softsign,
        ["Mish"] = ActivationKind.Mish,
    };

    /// <summary>Builds the network with the parameters of the case.</summary>
    /// <exception cref="InvalidDataException">It is none of the networks that are known, or its parameters do not fit.</exception>
    public static CaseNetwork Build(JsonObject root, JsonObject parameters)
    {
        var shapes = parameters.ToDictionary(pair => pair.Key, pair => CaseValues.Tensor(parameters, pair.Key).Shape.ToArray());
        var text = (string?)root["model"] ?? "";
        var network = Recognise(shapes, text, root);
        var names = network.Layer.Parameters.Select(parameter => parameter.Name).ToHashSet();
        if (names.Except(shapes.Keys).FirstOrDefault() is { } lacking) throw new InvalidDataException($"the case of kind {network.Kind} has no parameter '{lacking}'");
        if (shapes.Keys.Except(names).FirstOrDefault() is { } unknown) throw new InvalidDataException($"the parameter '{unknown}' does not belong to the case's network ({network.Kind})");
        foreach (var (name, tensor) in network.Layer.Parameters)
        {
            var given = CaseValues.Tensor(parameters, name);
            if (!given.Shape.SequenceEqual(tensor.Shape)) throw new InvalidDataException($"the parameter '{name}' is {given} instead of {tensor}");
            given.Data.CopyTo(tensor.Data);
        }
        return network;
    }

    private static CaseNetwork Recognise(Dictionary<string, int[]> shapes, string text, JsonObject root)
    {
        if (shapes.Keys.FirstOrDefault(name => name.EndsWith("weight_ih_l0", StringComparison.Ordinal)) is { } recurrent) return Recurrent(shapes, recurrent[..^"weight_ih_l0".Length].TrimEnd('.'), root);
        if (shapes.ContainsKey("blocks.0.conv1.weight")) return Tcn(shapes, text);
        if (shapes.ContainsKey("self_attn.in_proj_weight") || shapes.ContainsKey("layers.0.self_attn.in_proj_weight")) return Transformer(shapes, text);
        if (shapes.TryGetValue("weight", out var weight))
        {
            if (weight.Length == 3) return Convolution(weight, shapes.ContainsKey("bias"), text);
            if (weight.Length == 1) return Norm(weight[0], text, root);
            if (weight.Length == 2) return Single(new Linear(weight[1], weight[0], shapes.ContainsKey("bias")), "linear");
        }
        if (shapes.ContainsKey("0.weight")) return Perceptron(shapes, text);
        throw new InvalidDataException($"no network is known with the parameters {string.Join(", ", shapes.Keys.Take(4))}");
    }

    private static CaseNetwork Single(Layer layer, string kind) => new(kind, layer, (tape, input) =>
    {
        var output = layer.Forward(tape, input);
        return new CaseForward(output, ("output", output));
    });

    private static CaseNetwork Perceptron(Dictionary<string, int[]> shapes, string text)
    {
        var layers = new List<Layer>();
        foreach (Match part in Regex.Matches(text, @"\b(Linear\(\d+|" + string.Join('|', ActivationNames.Keys) + ")", RegexOptions.IgnoreCase))
        {
            if (ActivationNames.TryGetValue(part.Value, out var activation)) layers.Add(new Activation(activation));
            else if (shapes.TryGetValue($"{layers.Count}.weight", out var weight)) layers.Add(new Linear(weight[1], weight[0], shapes.ContainsKey($"{layers.Count}.bias")));
        }
        return Single(new Sequential([.. layers]), "mlp");
    }

    private static CaseNetwork Recurrent(Dictionary<string, int[]> shapes, string prefix, JsonObject root)
    {
        var dot = prefix.Length == 0 ? "" : prefix + ".";
        var (first, recurrent) = (shapes[dot + "weight_ih_l0"], shapes[dot + "weight_hh_l0"]);
        var size = new RecurrentShape(first[1], recurrent[1], shapes.Keys.Count(name => Regex.IsMatch(name, @"weight_ih_l\d+$")))
        {
            IsBidirectional = shapes.ContainsKey(dot + "weight_ih_l0_reverse"),
            HasBias = shapes.ContainsKey(dot + "bias_ih_l0"),
        };
        RecurrentLayer body = (recurrent[0] / recurrent[1]) switch
        {
            4 => new Lstm(size),
            3 => new Gru(size),
            _ => throw new InvalidDataException($"{dot}weight_hh_l0 of {recurrent[0]} rows is neither an LSTM's nor a GRU's"),
        };
        var named = prefix.Length == 0 && !shapes.ContainsKey("head.weight") ? null : new CaseLayer(prefix, body, Head(shapes));
        var hidden = CaseValues.Has(root, "h0") ? CaseValues.Tensor(root, "h0", requiresGrad: true) : null;
        var cell = CaseValues.Has(root, "c0") ? CaseValues.Tensor(root, "c0", requiresGrad: true) : null;
        return new CaseNetwork(body is Lstm ? "lstm" : "gru", (Layer?)named ?? body, (tape, input) =>
        {
            var all = body.Run(tape, input, hidden, cell);
            var last = tape.Select(all.Output, 1, -1);
            var prediction = named?.Head?.Forward(tape, last) ?? all.Output;
            ImmutableArray<(string, Tensor)> outputs =
                [("prediction", prediction), ("output", all.Output), ("output_all_steps", all.Output), ("last_step_output", last), ("h_n", all.Hidden)];
            if (all.Cell is not null) outputs = outputs.Add(("c_n", all.Cell));
            if (hidden is not null) outputs = outputs.Add(("h0", hidden));
            if (cell is not null) outputs = outputs.Add(("c0", cell));
            return new CaseForward(prediction, outputs);
        });
    }

    private static CaseNetwork Tcn(Dictionary<string, int[]> shapes, string text)
    {
        var count = Enumerable.Range(0, shapes.Count).TakeWhile(i => shapes.ContainsKey($"blocks.{i}.conv1.weight")).Count();
        ImmutableArray<int[]> weights = [.. Enumerable.Range(0, count).Select(i => shapes[$"blocks.{i}.conv1.weight"])];
        var body = new TemporalConvolutionNetwork(weights[0][1], [.. weights.Select(weight => weight[0])], weights[0][2], 0, [.. CaseText.Numbers(text, "dilations").Select(dilation => (int)dilation)]);
        var layer = new CaseLayer("blocks", body, Head(shapes));
        return new CaseNetwork("tcn", layer, (tape, input) =>
        {
            var steps = tape.Transpose(input, 1, 2);
            var blocks = ImmutableArray.CreateBuilder<Tensor>();
            foreach (var block in body.Blocks)
            {
                steps = block.Forward(tape, steps);
                blocks.Add(tape.Transpose(steps, 1, 2));
            }
            var prediction = layer.Head?.Forward(tape, tape.Select(steps, 1, -1)) ?? blocks[^1];
            return new CaseForward(prediction, ("prediction", prediction), ("output", prediction)) { BlockOutputs = blocks.ToImmutable() };
        });
    }

    private static CaseNetwork Convolution(int[] weight, bool hasBias, string text)
    {
        var layer = new CausalConvolution(weight[1], weight[0], weight[2], (int)(CaseText.Number(text, "dilation") ?? 1), hasBias);
        return new CaseNetwork("conv1d", layer, (tape, input) =>
        {
            var output = tape.Transpose(layer.Forward(tape, tape.Transpose(input, 1, 2)), 1, 2);
            return new CaseForward(output, ("output", output));
        });
    }

    private static CaseNetwork Transformer(Dictionary<string, int[]> shapes, string text)
    {
        var prefix = shapes.ContainsKey("self_attn.in_proj_weight") ? "" : "layers.0.";
        var options = new TransformerOptions
        {
            Size = shapes[prefix + "self_attn.in_proj_weight"][1],
            Heads = (int)(CaseText.Number(text, "n_?heads?") ?? throw new InvalidDataException("the model of the case does not say its number of heads (nhead=)")),
            FeedForward = shapes[prefix + "linear1.weight"][0],
            IsCausal = CaseText.Switch(text, "causal_mask") || CaseText.Switch(text, "causal"),
            NormFirst = CaseText.Switch(text, "norm_first"),
            IsGelu = string.Equals(CaseText.Word(text, "activation"), "gelu", StringComparison.OrdinalIgnoreCase),
            NormEpsilon = (float)(CaseText.Number(text, "layer_norm_eps") ?? 1e-5),
        };
        return prefix.Length == 0
            ? Single(new TransformerEncoderLayer(options), "transformer")
            : Single(new TransformerEncoder(options, shapes.Keys.Count(name => name.EndsWith("in_proj_weight", StringComparison.Ordinal))), "transformer");
    }

    private static CaseNetwork Norm(int size, string text, JsonObject root)
    {
        var epsilon = CaseText.Number(text, "eps") ?? 1e-5;
        var isBatch = text.Contains("BatchNorm", StringComparison.OrdinalIgnoreCase) || root["expected"]?["output_train"] is not null;
        if (!isBatch) return Single(new LayerNorm(size, (float)epsilon), "layer_norm");
        var layer = new BatchNorm(size, new BatchNormOptions(epsilon, CaseText.Number(text, "momentum") ?? 0.1));
        return new CaseNetwork("batch_norm1d", layer, (tape, input) =>
        {
            var output = layer.Forward(tape, input);
            return new CaseForward(output, (tape.IsTraining ? "output_train" : "output_eval", output), ("running_mean", layer.RunningMean), ("running_var", layer.RunningVariance));
        });
    }

    private static Linear? Head(Dictionary<string, int[]> shapes) =>
        shapes.TryGetValue("head.weight", out var head) ? new Linear(head[1], head[0], shapes.ContainsKey("head.bias")) : null;
}
