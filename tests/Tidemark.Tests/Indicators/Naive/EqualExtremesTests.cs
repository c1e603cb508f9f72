using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.Trend;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators.Naive;

/// <summary>Which of several equal highs or lows counts: TA-Lib's rules, searched through the whole window at each value.</summary>
public sealed class EqualExtremesTests
{
    public static TheoryData<int> Periods => [2, 3, 5, 14, 40];

    [Theory]
    [MemberData(nameof(Periods))]
    public void Positions_EqualExtremes_AreNewestAsTheyComeAndOldestWhenOneDropsOut(int period)
    {
        var values = Steps(500, (ulong)period);
        var (highest, lowest, both) = (new ExtremePosition(period, isLowest: false), new ExtremePosition(period, isLowest: true), new MinMaxPosition(period));
        var (top, bottom) = (-1, -1);
        for (var i = 0; i < values.Length; i++)
        {
            highest.Update(values[i]);
            lowest.Update(values[i]);
            both.Update(values[i]);
            if (i < period - 1) continue;
            top = Position(top, i, (left, right) => values[left] > values[right]);
            bottom = Position(bottom, i, (left, right) => values[left] < values[right]);
            Assert.Equal(top, highest.Value);
            Assert.Equal(bottom, lowest.Value);
            Assert.Equal(bottom, both.Value);
            Assert.Equal(top, both.Maximum);
        }

        int Position(int before, int now, Func<int, int, bool> isBeyond)
        {
            var start = now - period + 1;
            if (before >= start) return isBeyond(before, now) ? before : now;
            var found = start;
            for (var i = start + 1; i <= now; i++)
                if (isBeyond(i, found)) found = i;
            return found;
        }
    }

    [Theory]
    [MemberData(nameof(Periods))]
    public void Aroon_EqualExtremes_CountsTheNewest(int period)
    {
        var (highs, lows) = (Steps(500, 71), Steps(500, 72));
        var (aroon, oscillator) = (new Aroon(period), new AroonOscillator(period));
        for (var i = 0; i < highs.Length; i++)
        {
            var bar = new Bar(new Instant(i), lows[i], highs[i] + 10, lows[i], lows[i], 1);
            aroon.Update(bar);
            oscillator.Update(bar);
            if (i < period) continue;
            var window = Enumerable.Range(i - period, period + 1).ToArray();
            var up = 100.0 * (period - (i - window.Last(k => highs[k] == window.Max(j => highs[j])))) / period;
            var down = 100.0 * (period - (i - window.Last(k => lows[k] == window.Min(j => lows[j])))) / period;
            Assert.Equal(up, aroon.Up, 1e-9);
            Assert.Equal(down, aroon.Down, 1e-9);
            Assert.Equal(up - down, oscillator.Value, 1e-9);
        }
    }

    /// <summary>A walk on a coarse grid, so that extremes repeat.</summary>
    private static double[] Steps(int count, ulong seed)
    {
        var random = new SeededRandom(seed, "equal extremes");
        var values = new double[count];
        for (var i = 1; i < count; i++) values[i] = Math.Clamp(values[i - 1] + Math.Round(random.NextNormal()), -3, 3);
        return values;
    }
}
