using Tidemark.Engine.Sessions;
using Tidemark.Research.Checks;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Tests.Strategies;

/// <summary>
/// Strategies written a second time, over whole columns with loops that a reader can check by eye: both must agree on every entry and exit.
/// </summary>
public sealed class NaiveStrategyTests
{
    private const int Bars = 4_000;

    public static TheoryData<string, ulong> Cases
    {
        get
        {
            var data = new TheoryData<string, ulong>();
            foreach (var name in Naive.Keys)
                foreach (var seed in new ulong[] { 3, 4 }) data.Add(name, seed);
            return data;
        }
    }

    private static readonly Dictionary<string, (string[] Parameters, Func<BarColumns, int[]> Sides)> Naive = new()
    {
        ["ma-cross"] = (["fast=7", "slow=25", "direction=long-short"], MaCross),
        ["macd-trend"] = (["direction=long-short"], MacdTrend),
        ["donchian-turtle"] = (["direction=long-short", "stop-ranges=0"], DonchianTurtle),
        ["bollinger-reversion"] = (["direction=long-short", "deviations=1.8"], BollingerReversion),
        ["z-score-reversion"] = (["direction=long-short", "stop=3"], ZScoreReversion),
        ["stochastic-reversion"] = (["direction=long-short"], StochasticReversion),
        ["range-breakout"] = (["direction=long-short"], RangeBreakout),
        ["time-series-momentum"] = (["direction=long-short", "threshold=0.01", "lookback=48", "rebalance=6"], TimeSeriesMomentum),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Strategy_WrittenASecondTime_TakesTheSameSidesAtTheSameBars(string name, ulong seed)
    {
        var bars = new SyntheticMarket(new SyntheticMarketOptions(seed, Interval.Hours(1), Instant.FromDate(2024, 1, 1))).Generate(Bars);
        var (parameters, naive) = Naive[name];
        var expected = naive(bars);
        var actual = Sides(name, parameters, bars);
        for (var i = 0; i < bars.Count; i++) Assert.True(expected[i] == actual[i], $"bar {i}: {actual[i]} instead of {expected[i]}");
        Assert.True(Enumerable.Range(1, bars.Count - 1).Count(i => expected[i] != expected[i - 1]) >= 60, "too few changes to prove anything");
    }

    /// <summary>The side that is decided at each close: 1, 0 or -1.</summary>
    private static int[] Sides(string name, string[] parameters, BarColumns bars)
    {
        var tape = new DecisionTape();
        var strategy = StrategyCatalog.Create(name, parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])));
        var result = Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
                BaseIntervals = [bars.Interval],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(1_000_000m, "USDT")], FeePresets.Flat(0m).Rates, FundsPolicy.InitialMargin)],
                Currency = "USDT",
                Sizing = new SizingRule(SizingKind.Stake, 1_000m),
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(0m)),
            Bars = [bars],
            Strategies = [strategy],
            Recorder = tape,
            EngineMade = engine => tape.Engine = engine,
        });
        // A market order decided at one close fills at the next open: the position after each bar is the side decided at the close before.
        var sides = new int[bars.Count];
        var held = 0m;
        var fills = new Queue<Fill>(result.Fills);
        for (var i = 0; i < bars.Count; i++)
        {
            while (fills.Count > 0 && fills.Peek().Time <= bars[i].OpenTime)
            {
                var fill = fills.Dequeue();
                held += fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
            }
            if (i > 0) sides[i - 1] = Math.Sign(held);
        }
        sides[^1] = sides[^2];
        return sides;
    }

    private static int[] Walk(BarColumns bars, Func<int, int, int> next)
    {
        var sides = new int[bars.Count];
        for (var i = 0; i < bars.Count; i++) sides[i] = next(i, i == 0 ? 0 : sides[i - 1]);
        sides[^1] = sides[^2];
        return sides;
    }

    private static int[] MaCross(BarColumns bars)
    {
        var (fast, slow) = (Mean(bars.Close, 7), Mean(bars.Close, 25));
        var last = 0;
        return Walk(bars, (i, side) =>
        {
            if (double.IsNaN(slow[i]) || fast[i] == slow[i]) return side;
            var now = fast[i] > slow[i] ? 1 : -1;
            var crossed = last != 0 && now != last;
            last = now;
            return crossed ? now : side;
        });
    }

    private static int[] MacdTrend(BarColumns bars)
    {
        var close = bars.Close.ToArray();
        var fast = Exponential(close, 12, 25);
        var slow = Exponential(close, 26, 25);
        var line = close.Select((_, i) => fast[i] - slow[i]).ToArray();
        var signal = Exponential(line, 9, 33);
        var last = 0;
        return Walk(bars, (i, side) =>
        {
            if (double.IsNaN(signal[i])) return side;
            var now = line[i] > signal[i] ? 1 : -1;
            var turned = last != 0 && now != last;
            last = now;
            return turned ? now : side;
        });
    }

    private static int[] DonchianTurtle(BarColumns bars) => Walk(bars, (i, side) =>
    {
        var close = bars[i].Close;
        if (i >= 20 && close > Highest(bars, i - 20, i)) return 1;
        if (i >= 20 && close < Lowest(bars, i - 20, i)) return -1;
        if (i >= 10 && side == 1 && close < Lowest(bars, i - 10, i)) return 0;
        return i >= 10 && side == -1 && close > Highest(bars, i - 10, i) ? 0 : side;
    });

    private static int[] BollingerReversion(BarColumns bars)
    {
        var (mean, deviation) = (Mean(bars.Close, 20), Deviation(bars.Close, 20));
        return Walk(bars, (i, side) =>
        {
            var close = bars[i].Close;
            if (double.IsNaN(mean[i])) return side;
            if (side == 1) return close >= mean[i] ? 0 : 1;
            if (side == -1) return close <= mean[i] ? 0 : -1;
            return close < mean[i] - 1.8 * deviation[i] ? 1 : close > mean[i] + 1.8 * deviation[i] ? -1 : 0;
        });
    }

    private static int[] ZScoreReversion(BarColumns bars)
    {
        var (mean, deviation) = (Mean(bars.Close, 48), Deviation(bars.Close, 48));
        var waits = false;
        return Walk(bars, (i, side) =>
        {
            if (!(deviation[i] > 0)) return side;
            var score = (bars[i].Close - mean[i]) / deviation[i];
            if (Math.Abs(score) < 2) waits = false;
            if (side == 0) return waits ? 0 : score <= -2 ? 1 : score >= 2 ? -1 : 0;
            if (-side * score <= 0.5) return 0;
            if (-side * score < 3) return side;
            waits = true;
            return 0;
        });
    }

    private static int[] StochasticReversion(BarColumns bars)
    {
        var fast = Enumerable.Range(0, bars.Count).Select(i =>
        {
            if (i < 13) return double.NaN;
            var (high, low) = (Highest(bars, i - 13, i + 1), Lowest(bars, i - 13, i + 1));
            return high == low ? 0 : 100 * (bars[i].Close - low) / (high - low);
        }).ToArray();
        var k = Mean(fast, 3);
        var d = Mean(k, 3);
        var last = 0;
        return Walk(bars, (i, side) =>
        {
            if (double.IsNaN(d[i])) return side;
            var before = last;
            last = k[i] > d[i] ? 1 : -1;
            if (before < 0 && last > 0 && d[i] < 20) return 1;
            if (before > 0 && last < 0 && d[i] > 80) return -1;
            return side == 1 && k[i] > 80 || side == -1 && k[i] < 20 ? 0 : side;
        });
    }

    private static int[] RangeBreakout(BarColumns bars)
    {
        var volume = Mean(bars.Volume, 24);
        return Walk(bars, (i, side) =>
        {
            if (i < 24) return side;
            var (high, low) = (Highest(bars, i - 24, i), Lowest(bars, i - 24, i));
            var isConfirmed = bars[i].Volume >= 1.2 * volume[i - 1];
            var close = bars[i].Close;
            if (close > high && isConfirmed) return 1;
            if (close < low && isConfirmed) return -1;
            return side == 1 && close < (high + low) / 2 || side == -1 && close > (high + low) / 2 ? 0 : side;
        });
    }

    private static int[] TimeSeriesMomentum(BarColumns bars) => Walk(bars, (i, side) =>
    {
        if (i < 48 || (i - 48) % 6 != 0) return side;
        var change = bars[i].Close / bars[i - 48].Close - 1;
        return change > 0.01 ? 1 : change < -0.01 ? -1 : 0;
    });

    private static double Highest(BarColumns bars, int from, int to) => Enumerable.Range(from, to - from).Max(i => bars[i].High);

    private static double Lowest(BarColumns bars, int from, int to) => Enumerable.Range(from, to - from).Min(i => bars[i].Low);

    private static double[] Mean(ReadOnlyMemory<double> values, int period) => Mean(values.ToArray(), period);

    private static double[] Mean(double[] values, int period) =>
        [.. values.Select((_, i) => i < period - 1 ? double.NaN : values[(i - period + 1)..(i + 1)].Sum() / period)];

    private static double[] Deviation(ReadOnlyMemory<double> values, int period)
    {
        var (all, mean) = (values.ToArray(), Mean(values, period));
        return [.. all.Select((_, i) => double.IsNaN(mean[i]) ? double.NaN : Math.Sqrt(all[(i - period + 1)..(i + 1)].Sum(value => (value - mean[i]) * (value - mean[i])) / period))];
    }

    /// <summary>An exponential mean seeded by the plain mean of the values that end at a bar.</summary>
    private static double[] Exponential(double[] values, int period, int seededAt)
    {
        var result = Enumerable.Repeat(double.NaN, values.Length).ToArray();
        result[seededAt] = values[(seededAt - period + 1)..(seededAt + 1)].Average();
        for (var i = seededAt + 1; i < values.Length; i++) result[i] = result[i - 1] + 2.0 / (period + 1) * (values[i] - result[i - 1]);
        return result;
    }
}
