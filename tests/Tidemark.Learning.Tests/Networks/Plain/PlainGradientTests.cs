using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>The plain formulas' gradients against central finite differences.</summary>
public class PlainGradientTests
{
    private static readonly string[] Recurrent = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l1", "weight_hh_l1", "bias_ih_l1", "bias_hh_l1"];

    private static readonly Dictionary<string, Func<SeededRandom, (PlainTensor[] Inputs, Func<PlainTensor[], Scalar> Loss)>> Cases = new()
    {
        ["linear"] = random => Of(random, [[3, 4], [5, 4], [5]], x => PlainLayers.Linear(x[0], x[1], x[2])),
        ["embedding"] = random => Of(random, [[6, 3]], x => PlainLayers.Embedding([2, 0, 2, 5], x[0])),
        ["convolution"] = random => Of(random, [[2, 3, 7], [4, 3, 3], [4]], x => PlainLayers.Convolution(x[0], x[1], x[2], 2)),
        ["tcn-block"] = random => Of(random, [[2, 3, 6], [4, 3, 3], [4], [4, 4, 3], [4], [4, 3, 1], [4]], x => PlainLayers.TcnBlock(x[0], Named(x, "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "down.weight", "down.bias"), 2)),
        ["layer-norm"] = random => Of(random, [[3, 5], [5], [5]], x => PlainLayers.LayerNorm(x[0], x[1], x[2])),
        ["batch-norm"] = random => Of(random, [[6, 3], [3], [3]], x => PlainLayers.BatchNorm(x[0], x[1], x[2], new double[3], [1, 1, 1], training: true)),
        ["encoder-post-norm"] = random => Encoder(random, causal: false, normFirst: false, gelu: false),
        ["encoder-pre-norm-gelu-causal"] = random => Encoder(random, causal: true, normFirst: true, gelu: true),
        ["lstm"] = random => Of(random, [[2, 4, 3], [16, 3], [16, 4], [16], [16], [16, 4], [16, 4], [16], [16]], x => PlainRecurrent.Lstm(x[0], Named(x, Recurrent), 4, 2).Output),
        ["gru"] = random => Of(random, [[2, 4, 3], [12, 3], [12, 4], [12], [12], [12, 4], [12, 4], [12], [12]], x => PlainRecurrent.Gru(x[0], Named(x, Recurrent), 4, 2).Output),
        ["mean-squared"] = random => Loss(random, 4, 3, (p, y) => PlainLosses.MeanSquared(p, y)),
        ["huber"] = random => Loss(random, 4, 3, (p, y) => PlainLosses.Huber(p, y, 0.7)),
        ["quantile"] = random => Loss(random, 4, 3, (p, y) => PlainLosses.Quantile(p, y, [0.1, 0.5, 0.9])),
        ["cross-entropy"] = random => Loss(random, 4, 3, (p, _) => PlainLosses.CrossEntropy(p, [0, 2, 1, 2], [1, 2, 0.5, 1])),
        ["focal"] = random => Loss(random, 4, 3, (p, _) => PlainLosses.Focal(p, [0, 2, 1, 2], 2, [0.2, 0.3, 0.5])),
        ["logits"] = random => Loss(random, 4, 3, (p, y) => PlainLosses.BinaryCrossEntropyOfLogits(p, y.Select(v => v.Value > 0 ? 1 : 0))),
        ["divergence"] = random => Loss(random, 4, 3, (p, y) => PlainLosses.Divergence(p, y.Select(v => v.Value * v.Value))),
        ["sharpe"] = random => Loss(random, 9, 2, (p, y) => PlainLosses.Sharpe(p, y, 0.05, 1e-6)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys, .. PlainActivations.All.Keys.Select(name => "activation " + name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_AgainstFiniteDifferences_IsTheSame(string name)
    {
        var random = new SeededRandom(7, name);
        var (inputs, loss) = name.StartsWith("activation ", StringComparison.Ordinal)
            ? Of(random, [[3, 5]], x => x[0].Select(PlainActivations.All[name["activation ".Length..]]))
            : Cases[name](random);
        loss(inputs).Backward();
        var gradients = inputs.Select(input => input.Gradients).ToArray();
        foreach (var (input, k) in inputs.Select((input, k) => (input, k)))
            for (var i = 0; i < input.Data.Length; i++)
            {
                var at = input[i].Value;
                const double Step = 1e-5;
                input[i] = at + Step;
                var above = loss(inputs).Value;
                input[i] = at - Step;
                var below = loss(inputs).Value;
                input[i] = at;
                var expected = (above - below) / (2 * Step);
                Assert.True(Math.Abs(expected - gradients[k][i]) < 2e-7 * Math.Max(1, Math.Abs(expected)), $"input {k}, number {i}: {gradients[k][i]} and by differences {expected}");
            }
    }

    private static (PlainTensor[], Func<PlainTensor[], Scalar>) Of(SeededRandom random, int[][] shapes, Func<PlainTensor[], PlainTensor> output)
    {
        PlainTensor[] inputs = [.. shapes.Select(shape => PlainTensor.Random(random, 0.8, shape))];
        var weight = PlainTensor.Random(random, 1, output(inputs).Shape);
        return (inputs, x => output(x).Dot(weight));
    }

    private static (PlainTensor[], Func<PlainTensor[], Scalar>) Loss(SeededRandom random, int rows, int columns, Func<PlainTensor, PlainTensor, Scalar> loss)
    {
        var target = PlainTensor.Random(random, 1, rows, columns);
        return ([PlainTensor.Random(random, 1, rows, columns)], x => loss(x[0], target));
    }

    private static (PlainTensor[], Func<PlainTensor[], Scalar>) Encoder(SeededRandom random, bool causal, bool normFirst, bool gelu) =>
        Of(random, [[2, 3, 4], [12, 4], [12], [4, 4], [4], [6, 4], [6], [4, 6], [4], [4], [4], [4], [4]], x => PlainLayers.EncoderLayer(
            x[0], Named(x, "self_attn.in_proj_weight", "self_attn.in_proj_bias", "self_attn.out_proj.weight", "self_attn.out_proj.bias", "linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias", "norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias"),
            heads: 2, causal, normFirst, gelu));

    private static Func<string, PlainTensor?> Named(PlainTensor[] inputs, params string[] names) => name => inputs[1 + Array.IndexOf(names, name)];
}
