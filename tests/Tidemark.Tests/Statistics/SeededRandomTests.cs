using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Statistics;

public sealed class SeededRandomTests
{
    [Fact]
    public void NextUInt64_StateOneTwoThreeFour_MatchesThePublishedSequence()
    {
        var random = new SeededRandom(new SeededRandomState(1, 2, 3, 4));
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        Assert.Equal(expected, expected.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void SplitMix_Seed1234567_MatchesThePublishedSequence()
    {
        var state = 1234567UL;
        Assert.Equal(6457827717110365317UL, SplitMix64.Next(ref state));
        Assert.Equal(3203168211198807973UL, SplitMix64.Next(ref state));
        Assert.Equal(9817491932198370423UL, SplitMix64.Next(ref state));
    }

    [Fact]
    public void Streams_OfDifferentSeedsOrNames_Differ()
    {
        var first = new HashSet<ulong>
        {
            new SeededRandom(1, "a").NextUInt64(),
            new SeededRandom(2, "a").NextUInt64(),
            new SeededRandom(1, "b").NextUInt64(),
            new SeededRandom(0, "").NextUInt64(),
        };
        Assert.Equal(4, first.Count);
        Assert.Equal(new SeededRandom(1, "a").NextUInt64(), new SeededRandom(1, "a").NextUInt64());
    }

    [Fact]
    public void Save_InTheMiddle_ContinuesExactly()
    {
        var random = new SeededRandom(42, "fills");
        for (var i = 0; i < 100; i++) random.NextNormal();
        var copy = new SeededRandom(random.Save());
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(random.NextNormal(), copy.NextNormal());
            Assert.Equal(random.NextInt(7), copy.NextInt(7));
        }
        Assert.Throws<ArgumentException>(() => new SeededRandom(default(SeededRandomState)));
    }

    /// <summary>FNV-1a over 100,000 numbers, computed by a second implementation of the same algorithm in another language.</summary>
    private const ulong GoldenNormalHash = 13197017211446823367;

    [Fact]
    public void NextNormal_FixedSeed_KeepsItsBitsForEver()
    {
        var random = new SeededRandom(7, "normal");
        var hash = 0UL;
        for (var i = 0; i < 100_000; i++) hash = (hash ^ BitConverter.DoubleToUInt64Bits(random.NextNormal())) * 1099511628211UL;
        Assert.Equal(GoldenNormalHash, hash);
    }

    [Fact]
    public void NextNormal_ManyDraws_HasTheMomentsAndTailsOfTheNormalDistribution()
    {
        const int count = 1_000_000;
        var random = new SeededRandom(3, "normal");
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = random.NextNormal();
        Assert.InRange(Moments.Mean(values), -0.004, 0.004);
        Assert.InRange(Moments.Variance(values), 0.994, 1.006);
        Assert.InRange(Moments.Skewness(values), -0.01, 0.01);
        Assert.InRange(Moments.ExcessKurtosis(values), -0.02, 0.02);
        Assert.InRange(values.Count(v => v > 1.959964) / (double)count, 0.0242, 0.0258);
        Assert.InRange(values.Count(v => Math.Abs(v) > 3.6541528853610088), 258 - 80, 258 + 80);
        Assert.InRange(Autocorrelation.AtLag(values, 1), -0.004, 0.004);
    }

    [Fact]
    public void NextNormal_ManyDraws_FillsEveryBinOfTheDistribution()
    {
        const int count = 400_000, bins = 40;
        var random = new SeededRandom(11, "normal");
        var observed = new int[bins];
        for (var i = 0; i < count; i++)
        {
            observed[Math.Min((int)(NormalCdf(random.NextNormal()) * bins), bins - 1)]++;
        }
        var chiSquare = observed.Sum(o => Math.Pow(o - count / (double)bins, 2) / (count / (double)bins));
        Assert.InRange(chiSquare, 15, 75);
    }

    [Fact]
    public void NextExponential_ManyDraws_HasMeanAndVarianceOne()
    {
        var random = new SeededRandom(5, "exponential");
        var values = new double[400_000];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextExponential();
        Assert.All(values, value => Assert.True(value >= 0 && double.IsFinite(value)));
        Assert.InRange(Moments.Mean(values), 0.99, 1.01);
        Assert.InRange(Moments.Variance(values), 0.97, 1.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1_431_655_766)]
    [InlineData(int.MaxValue)]
    public void NextInt_Bound_StaysBelowAndIsUnbiased(int bound)
    {
        var random = new SeededRandom(9, "int");
        const int count = 60_000;
        var lowerHalf = 0;
        for (var i = 0; i < count; i++)
        {
            var value = random.NextInt(bound);
            Assert.InRange(value, 0, bound - 1);
            if (value < bound / 2) lowerHalf++;
        }
        var expected = (double)(bound / 2) / bound;
        Assert.InRange(lowerHalf / (double)count, expected - 0.01, expected + 0.01);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
    }

    [Fact]
    public void Shuffle_ThreeItems_GivesAllOrdersEquallyOften()
    {
        var random = new SeededRandom(1, "shuffle");
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 6000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            var order = new string(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 880, 1120));
    }

    [Fact]
    public void PortableMath_WholeRange_AgreesWithTheLibraryToTwoUlp()
    {
        var random = new SeededRandom(2, "math");
        for (var i = 0; i < 100_000; i++)
        {
            var x = Math.Exp(random.NextDouble() * 1200 - 600);
            AssertClose(Math.Log(x), PortableMath.Log(x));
            var near = 0.5 + random.NextDouble();
            Assert.InRange(PortableMath.Log(near) - Math.Log(near), -2.3e-16, 2.3e-16);
            var y = random.NextDouble() * 1400 - 700;
            AssertClose(Math.Exp(y), PortableMath.Exp(y), 6e-16);
        }
        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
    }

    private static void AssertClose(double expected, double actual, double relative = 5e-16) =>
        Assert.InRange(actual, expected - Math.Abs(expected) * relative, expected + Math.Abs(expected) * relative);

    /// <summary>The distribution function by the Taylor series of its integral (Marsaglia 2004).</summary>
    private static double NormalCdf(double x)
    {
        if (x < -8) return 0;
        if (x > 8) return 1;
        double sum = x, term = x;
        for (var i = 3; Math.Abs(term) > 1e-17; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.Exp(-0.5 * x * x - 0.91893853320467274178);
    }
}
