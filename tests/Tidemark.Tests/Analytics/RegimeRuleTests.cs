using Tidemark.Analytics.Regimes;
using Tidemark.Analytics.Rolling;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Analytics;

public sealed class RegimeRuleTests
{
    [Fact]
    public void Classify_TooFewCloses_IsUnknown()
    {
        Assert.Empty(RegimeRule.Classify([]));
        // 20 returns for a volatility, 20 volatilities for their median: the 40th close is the first that tells.
        var regimes = RegimeRule.Classify(Walk(60, 0, 0.01));
        Assert.All(regimes[..39], regime => Assert.Equal(Regime.Unknown, regime));
        Assert.All(regimes[39..], regime => Assert.NotEqual(Regime.Unknown, regime));
    }

    [Theory]
    [InlineData(0.02, Regime.UpLowVolatility, Regime.UpHighVolatility)]
    [InlineData(-0.02, Regime.DownLowVolatility, Regime.DownHighVolatility)]
    public void Classify_SteadyTrend_IsThatTrend(double drift, Regime low, Regime high)
    {
        var regimes = RegimeRule.Classify(Walk(200, drift, 0.01));
        Assert.All(regimes[40..], regime => Assert.True(regime == low || regime == high, $"{regime}"));
    }

    [Fact]
    public void Classify_MarketWithoutTrend_IsSidewaysOnHalfItsDays()
    {
        var regimes = RegimeRule.Classify(Walk(20_000, 0, 0.02));
        var sideways = regimes.Count(regime => regime is Regime.SidewaysLowVolatility or Regime.SidewaysHighVolatility);
        Assert.InRange(sideways / 20_000.0, 0.45, 0.55);
        var high = regimes.Count(regime => regime is Regime.UpHighVolatility or Regime.SidewaysHighVolatility or Regime.DownHighVolatility);
        Assert.InRange(high / 20_000.0, 0.45, 0.55);
    }

    [Fact]
    public void Classify_CalmThenStorm_TurnsToHighVolatility()
    {
        var closes = Walk(150, 0, 0.005).Concat(Walk(60, 0, 0.05).Select(close => close)).ToArray();
        Assert.All(RegimeRule.Classify(closes)[175..], regime => Assert.True(regime is Regime.UpHighVolatility or Regime.SidewaysHighVolatility or Regime.DownHighVolatility));
    }

    [Fact]
    public void Classify_FutureChanged_KeepsThePast()
    {
        var closes = Walk(300, 0, 0.02);
        var regimes = RegimeRule.Classify(closes);
        for (var end = 1; end < closes.Length; end += 37)
        {
            var altered = closes.Select((close, i) => i < end ? close : close * 3).ToArray();
            Assert.Equal(regimes[..end], RegimeRule.Classify(altered)[..end]);
            Assert.Equal(regimes[..end], RegimeRule.Classify(closes.AsSpan(0, end)));
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Classify_CloseThatIsNoPrice_BreaksTheSeriesAndNothingElse(double close)
    {
        var closes = Walk(100, 0, 0.01);
        closes[60] = close;
        var regimes = RegimeRule.Classify(closes);
        Assert.NotEqual(Regime.Unknown, regimes[59]);
        Assert.All(regimes[60..81], regime => Assert.Equal(Regime.Unknown, regime));
        Assert.NotEqual(Regime.Unknown, regimes[^1]);
    }

    [Fact]
    public void Classify_PriceThatNeverMoves_IsSidewaysAndCalm() =>
        Assert.Equal(Regime.SidewaysLowVolatility, RegimeRule.Classify([.. Enumerable.Repeat(5.0, 60)])[^1]);

    [Fact]
    public void RunningMedian_AnyValues_AgreesWithSorting()
    {
        var random = new SeededRandom(3, "median");
        var median = new RunningMedian(25);
        var values = new List<double>();
        Assert.True(double.IsNaN(median.Median));
        for (var i = 0; i < 200; i++)
        {
            values.Add(random.NextInt(40));
            median.Add(values[^1]);
            var last = values.TakeLast(25).Order().ToArray();
            Assert.Equal((last[(last.Length - 1) / 2] + last[last.Length / 2]) / 2, median.Median);
        }
    }

    private static double[] Walk(int days, double drift, double deviation)
    {
        var random = new SeededRandom((ulong)days, "regimes");
        var close = 100.0;
        return [.. Enumerable.Range(0, days).Select(_ => close *= Math.Exp(drift + deviation * random.NextNormal()))];
    }
}
