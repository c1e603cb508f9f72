using System.Numerics;
using Tidemark.Indicators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators;

public sealed class ExactWindowSumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(30)]
    public void Sum_LongRandomSeries_IsTheCorrectlyRoundedSumOfTheWindow(int length)
    {
        var random = new SeededRandom(5, $"window-{length}");
        var sum = new ExactWindowSum(length);
        var window = new Queue<double>();
        var price = 100.0;
        for (var step = 0; step < 20_000; step++)
        {
            price = Math.Max(1e-3, price * (1 + 0.05 * (random.NextDouble() - 0.5)) + (step % 997 == 0 ? 1_000 * random.NextDouble() : 0));
            var value = step % 3 == 0 ? price : Math.Round(price, 2);
            sum.Add(value);
            window.Enqueue(value);
            if (window.Count > length) window.Dequeue();
            Assert.Equal(window.Count == length, sum.IsFull);
            if (step % 17 == 0) Assert.Equal(Exact(window), sum.Sum);
        }
    }

    [Fact]
    public void Sum_EqualValuesAfterOthers_GivesEqualAveragesOfAnyLength()
    {
        var shorter = new ExactWindowSum(10);
        var longer = new ExactWindowSum(30);
        foreach (var value in Enumerable.Range(1, 50).Select(number => number * 0.37).Concat(Enumerable.Repeat(0.00139676, 40)))
        {
            shorter.Add(value);
            longer.Add(value);
        }
        Assert.Equal(Exact(Enumerable.Repeat(0.00139676, 10)), shorter.Sum);
        Assert.Equal(Exact(Enumerable.Repeat(0.00139676, 30)), longer.Sum);
    }

    /// <summary>The sum as an exact fraction of whole numbers, rounded once to the nearest double.</summary>
    private static double Exact(IEnumerable<double> values)
    {
        const int Scale = 1_100;
        var total = BigInteger.Zero;
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            var exponent = (int)((bits >> 52) & 0x7FF);
            var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
            total += new BigInteger(mantissa) << (Math.Max(exponent, 1) - 1_075 + Scale);
        }
        var shift = (int)(total.GetBitLength() - 53);
        var rounded = total >> shift;
        var rest = total - (rounded << shift);
        var half = BigInteger.One << (shift - 1);
        if (rest > half || (rest == half && !rounded.IsEven)) rounded++;
        return Math.ScaleB((double)rounded, shift - Scale);
    }
}
