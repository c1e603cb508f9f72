using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Domain;

public sealed class ExactTests
{
    private static readonly decimal[] Edges =
    [
        0m, 0.00m, -0.0m, decimal.Negate(0m), 1m, -1m, 0.1m, 1.0m, 10m, 0.0000000000000000000000000001m, -0.0000000000000000000000000001m, 4294967295m, 4294967296m,
        9223372036854775807m, 9223372036854775808m, 18446744073709551615m, 18446744073709551616m, 1844674407370955161.5m, 184467440737.09551616m,
        7922816251426433759354395033.5m, decimal.MaxValue, decimal.MinValue, 815443.2981434825m, 0.01m, 40123.45678901234m, 1e20m, 0.000000001m, 1.00000000000000000000m,
    ];

    [Fact]
    public void EveryOperation_EdgesAgainstEdges_GivesTheBitsOfTheOperators()
    {
        foreach (var left in Edges)
            foreach (var right in Edges) AssertAll(left, right);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void EveryOperation_NumbersOfAnySizeAndScale_GivesTheBitsOfTheOperators(int seed)
    {
        var random = new SeededRandom((ulong)seed, "exact");
        var last = 0m;
        for (var count = 0; count < 50_000; count++)
        {
            var next = Any(random);
            AssertAll(last, next);
            AssertAll(next, next);
            last = next;
        }
    }

    private static decimal Any(SeededRandom random)
    {
        var bits = (int)(random.NextDouble() * 97);
        int Limb(int above) => bits <= above ? 0 : (int)(uint)(random.NextDouble() * Math.Pow(2, Math.Min(bits - above, 32)));
        return new decimal(Limb(0), Limb(32), Limb(64), random.NextDouble() < 0.5, (byte)(random.NextDouble() * 29));
    }

    private static void AssertAll(decimal left, decimal right)
    {
        AssertSame(() => left + right, () => Exact.Add(left, right));
        AssertSame(() => left - right, () => Exact.Subtract(left, right));
        AssertSame(() => left * right, () => Exact.Multiply(left, right));
        AssertSame(() => Math.Min(left, right), () => Exact.Min(left, right));
        Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(Exact.Compare(left, right)));
    }

    private static void AssertSame(Func<decimal> expected, Func<decimal> actual) => Assert.Equal(BitsOf(expected), BitsOf(actual));

    /// <summary>Null where the result does not fit.</summary>
    private static int[]? BitsOf(Func<decimal> compute)
    {
        try
        {
            return decimal.GetBits(compute());
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
