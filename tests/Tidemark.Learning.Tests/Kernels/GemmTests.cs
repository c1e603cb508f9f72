using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Kernels;

public sealed class GemmTests : IDisposable
{
    public void Dispose() => Hardware.Force(null);

    [Theory]
    [InlineData("Portable")]
    [InlineData("Wide256")]
    [InlineData("Wide512")]
    public void Product_OfAnyShapeAndStride_IsTheSum(string form)
    {
        Hardware.Force(Enum.Parse<VectorForm>(form));
        var random = new SeededRandom(3, form);
        int[] odd = [1, 2, 3, 5, 6, 7, 8, 13, 16, 17, 31, 32, 33, 48, 50, 63, 64, 65, 100, 129, 200, 257, 300];
        for (var trial = 0; trial < 120; trial++)
        {
            int Pick() => odd[random.NextInt(trial < 100 ? 15 : odd.Length)];
            Check(random, Pick(), Pick(), Pick(), random.NextInt(4), random.NextBool(0.5));
        }
        Check(random, 3, 70, 530, 0, true);
    }

    [Fact]
    public unsafe void Product_OverNothing_IsZero_OrLeavesTheSum()
    {
        var c = Tensor.Of([2, 2], [1, 2, 3, 4]);
        Gemm.Multiply(2, 2, 0, c.Pointer, c.Pointer, c.Pointer, accumulate: true);
        Assert.Equal([1, 2, 3, 4], c.Data.ToArray());
        Gemm.Multiply(2, 2, 0, c.Pointer, c.Pointer, c.Pointer);
        Assert.Equal([0, 0, 0, 0], c.Data.ToArray());
    }

    /// <summary>kind: 0 plain, 1 B transposed, 2 A transposed, 3 with gaps between the rows.</summary>
    private static unsafe void Check(SeededRandom random, int m, int n, int k, int kind, bool accumulate)
    {
        var gap = kind == 3 ? 5 : 0;
        var (aRow, aColumn) = kind == 2 ? (1, m) : (k + gap, 1);
        var (bRow, bColumn) = kind == 1 ? (1, k) : (n + gap, 1);
        var cRow = n + gap;
        Tensor a = Random(random, (m + gap) * (k + gap)), b = Random(random, (k + gap) * (n + gap)), c = Random(random, m * cRow);
        var before = c.Data.ToArray();
        Gemm.Multiply(m, n, k, a.Pointer, aRow, aColumn, b.Pointer, bRow, bColumn, c.Pointer, cRow, accumulate);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < cRow; j++)
            {
                var at = i * cRow + j;
                if (j >= n)
                {
                    Assert.Equal(before[at], c.Data[at]);
                    continue;
                }
                var (sum, size) = (accumulate ? before[at] : 0.0, 1.0);
                for (var p = 0; p < k; p++)
                {
                    var product = (double)a.Data[i * aRow + p * aColumn] * b.Data[p * bRow + j * bColumn];
                    sum += product;
                    size += Math.Abs(product);
                }
                Assert.True(Math.Abs(sum - c.Data[at]) <= 4e-7 * size, $"{m} x {n} x {k}, kind {kind}: ({i}, {j}) is {c.Data[at]} instead of {sum}");
            }
    }

    private static Tensor Random(SeededRandom random, int count)
    {
        var tensor = new Tensor(count);
        foreach (ref var value in tensor.Data) value = (float)random.NextNormal();
        return tensor;
    }
}
