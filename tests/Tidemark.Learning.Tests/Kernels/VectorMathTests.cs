using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Tests.Kernels;

public sealed class VectorMathTests : IDisposable
{
    /// <summary>Measured over these floats: sigmoid 1.5e-7, SiLU 1.9e-7, softplus 2.6e-7, tanh 2.7e-7 (a float's step is 0.6e-7 to 1.2e-7 of its size).</summary>
    private static readonly Dictionary<ActivationKind, (double Limit, Func<double, double> Exact)> Cases = new()
    {
        [ActivationKind.Sigmoid] = (3e-7, x => 1 / (1 + Math.Exp(-x))),
        [ActivationKind.Tanh] = (3e-7, Math.Tanh),
        [ActivationKind.Softplus] = (4e-7, x => x > 0 ? x + Log1P(Math.Exp(-x)) : Log1P(Math.Exp(x))),
        [ActivationKind.Silu] = (4e-7, x => x / (1 + Math.Exp(-x))),
    };

    public void Dispose() => Hardware.Force(null);

    [Theory]
    [InlineData("Portable")]
    [InlineData("Wide256")]
    [InlineData("Wide512")]
    public unsafe void Function_OverTheFloats_IsExactToAFewUnits(string form)
    {
        Hardware.Force(Enum.Parse<VectorForm>(form));
        var x = Tensor.Of([200_000], [.. Floats().Take(200_000)]);
        var y = new Tensor(x.Count);
        foreach (var (kind, (limit, exact)) in Cases)
        {
            ActivationKernels.Compute(kind, 1, x.Pointer, y.Pointer, x.Count);
            var worst = 0.0;
            for (var i = 0; i < x.Count; i++)
            {
                var expected = exact(x.Data[i]);
                // Below the smallest normal number nothing is promised.
                if (Math.Abs(expected) < 1e-37) continue;
                worst = Math.Max(worst, Math.Abs(y.Data[i] / expected - 1));
            }
            TestContext.Current.TestOutputHelper?.WriteLine($"{form} {kind}: largest relative error {worst:E2}");
            Assert.True(worst < limit, $"{kind}: relative error {worst}");
        }
    }

    [Fact]
    public unsafe void Functions_OfNothingNumber_StayNoNumber_AndOfInfinity_AreTheirLimits()
    {
        var x = Tensor.Of([3], [float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
        var y = new Tensor(3);
        ActivationKernels.Compute(ActivationKind.Tanh, 1, x.Pointer, y.Pointer, 3);
        Assert.Equal([float.NaN, 1, -1], y.Data.ToArray().Select(value => MathF.Round(value, 6)));
        ActivationKernels.Compute(ActivationKind.Sigmoid, 1, x.Pointer, y.Pointer, 3);
        Assert.True(float.IsNaN(y.Data[0]));
        Assert.Equal(1, y.Data[1]);
        Assert.True(y.Data[2] < 1e-37);
    }

    private static IEnumerable<float> Floats()
    {
        for (var i = 0; i < 90_000; i++) yield return -20 + i * (40f / 90_000) + 1e-4f;
        for (var i = 0; i < 60_000; i++) yield return MathF.Pow(10, -30 + i * (31.9f / 60_000));
        for (var i = 0; i < 60_000; i++) yield return -MathF.Pow(10, -30 + i * (31.9f / 60_000));
    }

    private static double Log1P(double x) => x < 1e-5 ? x - x * x / 2 : Math.Log(1 + x);
}
