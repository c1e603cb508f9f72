using System.Numerics;

namespace Tidemark.Learning.Tuning;

/// <summary>
/// The combinations of a grid by their number, never listed. Where there are more of them than trials, steps of the golden ratio go through
/// their numbers, which spreads the trials over all dimensions and repeats none.
/// </summary>
internal sealed class GridSampler : ISampler
{
    private const long GoldenMillionths = 618_034;
    private readonly SearchSpace space;
    private readonly BigInteger size;
    private readonly BigInteger stride = BigInteger.One;

    public GridSampler(SearchSpace space, int mostTrials)
    {
        this.space = space;
        size = space.GridSize;
        if (mostTrials >= size) return;
        stride = BigInteger.Max(1, size * GoldenMillionths / 1_000_000);
        while (BigInteger.GreatestCommonDivisor(stride, size) != 1) stride++;
    }

    public double[] Propose(int number, IReadOnlyList<Trial> ended)
    {
        var rest = number * stride % size;
        var point = new double[space.Dimensions.Length];
        for (var i = point.Length - 1; i >= 0; i--)
        {
            rest = BigInteger.DivRem(rest, space.Dimensions[i].GridSize, out var index);
            point[i] = space.Dimensions[i].GridValue((int)index);
        }
        return point;
    }
}
