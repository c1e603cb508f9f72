using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tests.Networks.Plain;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Optimisers;

/// <summary>Update rules against the plain formulas, over parameters of odd sizes, in every form of vectors.</summary>
public class OptimiserTests
{
    private static readonly Dictionary<string, (Func<IReadOnlyList<NamedTensor>, Optimiser> Make, Action<PlainOptimiser, double[], double[]> Plain)> Cases = new()
    {
        ["sgd"] = (all => new StochasticGradientDescent(all, 0.05), (plain, x, g) => plain.Sgd(x, g, 0.05)),
        ["momentum"] = (all => new StochasticGradientDescent(all, 0.05, 0.9, 0.3, 0.02), (plain, x, g) => plain.Sgd(x, g, 0.05, 0.9, 0.3, 0.02)),
        ["nesterov"] = (all => new StochasticGradientDescent(all, 0.05, 0.9, weightDecay: 0.1, isNesterov: true), (plain, x, g) => plain.Sgd(x, g, 0.05, 0.9, 0, 0.1, true)),
        ["adam"] = (all => new Adam(all, 0.01), (plain, x, g) => plain.Adam(x, g, 0.01)),
        ["adam-l2"] = (all => new Adam(all, 0.01, new AdamOptions { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-6, WeightDecay = 0.1 }), (plain, x, g) => plain.Adam(x, g, 0.01, 0.8, 0.95, 1e-6, 0.1)),
        ["adamw"] = (all => new Adam(all, 0.01, new AdamOptions { WeightDecay = 0.1, IsDecoupled = true }), (plain, x, g) => plain.Adam(x, g, 0.01, decay: 0.1, decoupled: true)),
        ["rmsprop"] = (all => new RootMeanSquarePropagation(all, 0.01), (plain, x, g) => plain.RmsProp(x, g, 0.01)),
        ["rmsprop-centred"] = (all => new RootMeanSquarePropagation(all, 0.01, new RootMeanSquareOptions { Alpha = 0.9, Epsilon = 1e-4, WeightDecay = 0.05, Momentum = 0.7, IsCentred = true }), (plain, x, g) => plain.RmsProp(x, g, 0.01, 0.9, 1e-4, 0.05, 0.7, true)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_SeveralSteps_IsWhatTheFormulaSays(string name)
    {
        foreach (var form in Enum.GetValues<VectorForm>().Where(form => form <= Hardware.Best))
            foreach (var size in new[] { 1, 5, 16, 37 })
            {
                Hardware.Force(form);
                try
                {
                    var random = new SeededRandom(1, $"{name} {size}");
                    var (tensor, values) = Numbers(random, size);
                    var (optimiser, plain) = (Cases[name].Make([new NamedTensor("x", tensor)]), new PlainOptimiser(size));
                    for (var step = 0; step < 6; step++)
                    {
                        var gradients = Gradient(random, tensor);
                        optimiser.Step();
                        Cases[name].Plain(plain, values, gradients);
                        Close.Same(values, tensor.Data, 3e-6);
                    }
                }
                finally
                {
                    Hardware.Force(null);
                }
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restore_HalfWay_GoesOnBitForBit(string name)
    {
        var random = new SeededRandom(2, name);
        var (one, _) = Numbers(random, 21);
        var other = Tensor.Of([21], one.Data);
        var (first, second) = (Cases[name].Make([new NamedTensor("x", one)]), Cases[name].Make([new NamedTensor("x", other)]));
        for (var step = 0; step < 7; step++)
        {
            if (step == 4)
            {
                second = Cases[name].Make([new NamedTensor("x", other)]);
                second.Restore(first.Save());
            }
            Gradient(random, one);
            other.ClearGrad();
            one.Grad.CopyTo(other.Grad);
            first.Step();
            if (step >= 4) second.Step();
            else one.Data.CopyTo(other.Data);
        }
        Assert.Equal(one.Data.ToArray(), other.Data.ToArray());
    }

    [Fact]
    public void Restore_StateOfOthers_IsRefused()
    {
        var (tensor, _) = Numbers(new SeededRandom(3, "x"), 4);
        var saved = new Adam([new NamedTensor("x", tensor)], 0.1);
        Gradient(new SeededRandom(3, "y"), tensor);
        saved.Step();
        Assert.Throws<InvalidDataException>(() => new Adam([new NamedTensor("x", tensor), new NamedTensor("y", tensor)], 0.1).Restore(saved.Save()));
        Assert.Throws<InvalidDataException>(() => new Adam([new NamedTensor("x", new Tensor(5))], 0.1).Restore(saved.Save()));
    }

    [Fact]
    public void Step_ParameterWithoutGradient_IsLeftAlone()
    {
        var (tensor, values) = Numbers(new SeededRandom(4, "x"), 4);
        new Adam([new NamedTensor("x", tensor)], 0.1, new AdamOptions { WeightDecay = 1, IsDecoupled = true }).Step();
        Close.Same(values, tensor.Data, 0);
    }

    [Fact]
    public void ClipNorm_AboveTheLargest_ScalesAllTogether()
    {
        var random = new SeededRandom(5, "clip");
        NamedTensor[] parameters = [new("a", new Tensor(3, 7)), new("b", new Tensor(5)), new("untouched", new Tensor(2))];
        double[][] gradients = [Gradient(random, parameters[0].Tensor), Gradient(random, parameters[1].Tensor)];
        var norm = PlainOptimiser.ClipNorm(gradients, 0.5);
        Assert.Equal(norm, GradientClipping.ClipNorm(parameters, 0.5), 1e-5);
        for (var i = 0; i < 2; i++) Close.Same(gradients[i], parameters[i].Tensor.Grad, 1e-6);
        Assert.Equal(0.5, GradientClipping.ClipNorm(parameters, 100), 1e-5);
        for (var i = 0; i < 2; i++) Close.Same(gradients[i], parameters[i].Tensor.Grad, 1e-6);
        Assert.False(parameters[2].Tensor.HasGrad);
        GradientClipping.ClipValue(parameters, 0.01);
        Assert.Equal(0.01f, parameters[0].Tensor.Grad.ToArray().Max(Math.Abs));
        parameters[0].Tensor.Grad[0] = float.NaN;
        Assert.True(double.IsNaN(GradientClipping.ClipNorm(parameters, 0.001)));
    }

    [Fact]
    public void Make_SettingsThatCannotBe_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Adam([], -1));
        Assert.Throws<ArgumentException>(() => new Adam([], 0.1, new AdamOptions { Beta1 = 1 }));
        Assert.Throws<ArgumentException>(() => new StochasticGradientDescent([], 0.1, isNesterov: true));
        Assert.Throws<ArgumentException>(() => new RootMeanSquarePropagation([], double.NaN));
    }

    private static (Tensor Tensor, double[] Values) Numbers(SeededRandom random, int size)
    {
        var tensor = Tensor.Of([size], PlainTensor.Random(random, 1, size).Floats);
        return (tensor, [.. tensor.Data.ToArray().Select(value => (double)value)]);
    }

    private static double[] Gradient(SeededRandom random, Tensor tensor)
    {
        tensor.ClearGrad();
        PlainTensor.Random(random, 1, tensor.Count).Floats.CopyTo(tensor.Grad);
        return [.. tensor.Grad.ToArray().Select(value => (double)value)];
    }
}
