using Tidemark.Engine.Sessions;
using Tidemark.Research.Checks;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Statistics.Cointegration;
using Tidemark.Statistics.Randomness;
using Tidemark.Strategies;

namespace Tidemark.Tests.Strategies;

/// <summary>Strategies on several instruments, written a second time with plain loops: both must decide the same at every close.</summary>
public sealed class NaivePortfolioTests
{
    [Theory]
    [InlineData(21, "long-short", 0)]
    [InlineData(22, "long-short", 5)]
    [InlineData(23, "long-only", 5)]
    public void CrossSectionalReversal_WrittenASecondTime_DecidesTheSame(ulong seed, string direction, int hole)
    {
        var market = Flock(seed, 6, 1_500, hole);
        var actual = Decisions("cross-sectional-reversal", [$"direction={direction}", "lookback=8", "every=5", "count=2", "min-gap=0.002", "tolerance=1", "exposure=0.5"], market);
        var expected = NaiveReversal(market, isLongShort: direction == "long-short");
        AssertSame(expected, actual, 200);
    }

    [Theory]
    [InlineData(31, 0)]
    [InlineData(32, 9)]
    public void Baskets_WrittenASecondTime_DecidesTheSame(ulong seed, int hole)
    {
        var market = Bound(seed, 4, 6_000, hole);
        var actual = Decisions("baskets", ["lookback=300", "refit=20", "stop=2.6", "max-half-lives=2", "exit=0.3", "exposure=0.1"], market);
        var expected = NaiveBaskets(market);
        AssertSame(expected, actual, 200);
        foreach (var tag in (string[])["enter", "back", "gives up", "too long"]) Assert.True(actual.Exists(one => one.EndsWith(tag, StringComparison.Ordinal)), $"'{tag}' did not happen");
    }

    [Fact]
    public void Pairs_ThatLeaveAtZero_TradeOnAfterTheyGaveUp()
    {
        var actual = Decisions("pairs", ["lookback=120", "stop=2.6", "exit=0", "max-p-value=0.5", "exposure=0.1"], Bound(41, 1, 4_000, 0));
        var firstStop = actual.FindIndex(one => one.EndsWith("gives up", StringComparison.Ordinal));
        Assert.True(firstStop >= 0, "it never gave up");
        Assert.Contains(actual[firstStop..], one => one.EndsWith("enter", StringComparison.Ordinal));
    }

    private static void AssertSame(List<string> expected, List<string> actual, int fewest)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++) Assert.True(expected[i] == actual[i], $"decision {i}: {actual[i]} instead of {expected[i]}");
        Assert.Equal(expected.Count, actual.Count);
        Assert.True(actual.Count >= fewest, $"{actual.Count} decisions are too few to prove anything");
    }

    /// <summary>At each fifth moment losers and winners of eight bars; what goes leaves at once, what comes enters a moment later.</summary>
    private static List<string> NaiveReversal(BarColumns[] market, bool isLongShort)
    {
        var decisions = new List<string>();
        int[] wanted = new int[market.Length], ranking = [];
        double[] held = new double[market.Length], last = new double[market.Length];
        var underWay = new double?[market.Length];
        var (cash, share) = (1_000_000.0, 0.5 / (isLongShort ? 4 : 2));
        var moments = MomentsOf(market);
        for (var moment = 0; moment < moments.Length; moment++)
        {
            // An order fills at the next bar that its coin has; the four prices of a bar are the same.
            for (var coin = 0; coin < market.Length; coin++)
            {
                var bar = market[coin].OpenTimes.Span.BinarySearch(moments[moment]);
                if (bar < 0) continue;
                last[coin] = market[coin][bar].Close;
                if (underWay[coin] is not { } target) continue;
                cash -= (target - held[coin]) * last[coin];
                (held[coin], underWay[coin]) = (target, null);
            }
            var equity = cash + held.Zip(last, (quantity, price) => quantity * price).Sum();
            if (moment % 5 == 0)
            {
                // What cannot be sold for want of a bar leaves less to spend.
                var free = 0.5 - held.Zip(last, (quantity, price) => Math.Abs(quantity) * price).Sum() / equity;
                foreach (var coin in Ordered(wanted, 1, ranking).Concat(Ordered(wanted, -1, ranking)).Where(coin => held[coin] == 0 && underWay[coin] is null))
                {
                    var added = Math.Min(share, free);
                    if (added < 0.1 * share) continue;
                    decisions.Add($"{moment}: {(wanted[coin] > 0 ? "Buy" : "Sell")} {coin + 1} entry");
                    underWay[coin] = wanted[coin] * added * equity / last[coin];
                    free -= added;
                }
            }
            if (moment % 5 != 4) continue;
            ranking = [.. Enumerable.Range(0, market.Length).Where(coin => ReturnAt(market[coin], moments[moment]) is not null)
                .OrderBy(coin => ReturnAt(market[coin], moments[moment])).ThenBy(coin => coin)];
            wanted = WantedOf(ranking, [.. ranking.Select(coin => ReturnAt(market[coin], moments[moment])!.Value)], market.Length, isLongShort);
            for (var coin = 0; coin < market.Length; coin++)
            {
                if (wanted[coin] == 0 && held[coin] == 0) underWay[coin] = null;
                if (held[coin] == 0 || wanted[coin] == Math.Sign(held[coin])) continue;
                decisions.Add($"{moment}: {(held[coin] > 0 ? "Sell" : "Buy")} {coin + 1} rank-exit");
                underWay[coin] = 0;
            }
        }
        return decisions;
    }

    private static int[] WantedOf(int[] ranking, double[] returns, int coins, bool isLongShort)
    {
        var wanted = new int[coins];
        var mean = returns.Length == 0 ? 0 : returns.Average();
        for (var i = 0; i < Math.Min(2, isLongShort ? ranking.Length / 2 : ranking.Length); i++)
        {
            if (mean - returns[i] >= 0.002) wanted[ranking[i]] = 1;
            if (isLongShort && returns[^(i + 1)] - mean >= 0.002) wanted[ranking[^(i + 1)]] = -1;
        }
        return wanted;
    }

    private static IEnumerable<int> Ordered(int[] wanted, int sign, int[] byReturn) =>
        (sign > 0 ? byReturn : byReturn.Reverse()).Where(coin => wanted[coin] == sign);

    private static double? ReturnAt(BarColumns bars, long open)
    {
        var index = bars.OpenTimes.Span.BinarySearch(open);
        return index < 8 ? null : bars[index].Close / bars[index - 8].Close - 1;
    }

    /// <summary>The test itself is that of the statistics, which agrees with other software; everything around it is written anew.</summary>
    private static List<string> NaiveBaskets(BarColumns[] market)
    {
        var decisions = new List<string>();
        var moments = MomentsOf(market);
        var common = new List<double[]>();
        double[] weights = [], heldWeights = [];
        double mean = 0, deviation = 0, heldMean = 0, heldDeviation = 0, heldHalfLife = 0, halfLife = 0;
        int side = 0, age = 0, calm = 0;
        for (var moment = 0; moment < moments.Length; moment++)
        {
            var at = market.Select(bars => bars.OpenTimes.Span.BinarySearch(moments[moment])).ToArray();
            if (at.Any(index => index < 0)) continue;
            common.Add([.. at.Select((index, coin) => Math.Log(market[coin][index].Close))]);
            if (common.Count < 300) continue;
            var rows = common[^300..];
            if ((common.Count - 300) % 20 == 0)
            {
                var test = JohansenTest.Run([.. Enumerable.Range(0, market.Length).Select(coin => rows.Select(row => row[coin]).ToArray())]);
                var vector = test.Eigenvectors[0];
                weights = [.. vector.Select(weight => weight / vector.Sum(Math.Abs))];
                var spread = rows.Select(row => Dot(weights, row)).ToArray();
                mean = spread.Average();
                deviation = Math.Sqrt(spread.Sum(value => Math.Pow(value - mean, 2)) / 300);
                halfLife = HalfLife(spread);
                if (!(test.TraceStatistics[0] > test.TraceCriticalValues[0].FivePercent && halfLife is >= 1 and <= 60 && Math.Abs(weights.Sum()) <= 0.6)) weights = [];
            }
            var score = weights.Length == 0 ? double.NaN : (Dot(weights, rows[^1]) - mean) / deviation;
            if (calm != 0 && calm * score <= 0.3) calm = 0;
            if (side == 0)
            {
                if (calm != 0 || !(Math.Abs(score) >= 2) || Math.Abs(score) >= 2.6) continue;
                (side, age) = (score < 0 ? 1 : -1, 0);
                (heldWeights, heldMean, heldDeviation, heldHalfLife) = (weights, mean, deviation, halfLife);
                Trade(side, "enter");
                continue;
            }
            age++;
            var distance = -side * (Dot(heldWeights, rows[^1]) - heldMean) / heldDeviation;
            var reason = distance <= 0.3 ? "back" : distance >= 2.6 ? "gives up" : age >= 2 * heldHalfLife ? "too long" : weights.Length == 0 ? "not cointegrated" : null;
            if (reason is null) continue;
            if (reason is "gives up" or "too long") calm = -side;
            Trade(-side, reason);
            side = 0;

            void Trade(int sign, string tag)
            {
                for (var coin = 0; coin < market.Length; coin++) decisions.Add($"{moment}: {(sign * heldWeights[coin] > 0 ? "Buy" : "Sell")} {coin + 1} {tag}");
            }
        }
        return decisions;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (one, other) => one * other).Sum();

    private static double HalfLife(double[] spread)
    {
        var (before, after) = (spread[..^1], spread[1..]);
        var (meanBefore, meanAfter) = (before.Average(), after.Average());
        var slope = before.Zip(after, (one, other) => (one - meanBefore) * (other - meanAfter)).Sum() / before.Sum(one => (one - meanBefore) * (one - meanBefore));
        return slope >= 1 ? double.PositiveInfinity : slope <= 0 ? 0 : -Math.Log(2) / Math.Log(slope);
    }

    /// <summary>Every order that was sent: <c>moment: side instrument tag</c>.</summary>
    private static List<string> Decisions(string name, string[] parameters, BarColumns[] market)
    {
        var tape = new DecisionTape();
        var strategy = StrategyCatalog.Create(name, parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])));
        Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [.. market.Select((_, number) => new Instrument(InstrumentId.Parse($"COIN{number + 1}/USDT@test")))],
                BaseIntervals = [.. market.Select(bars => bars.Interval)],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(1_000_000m, "USDT")], FeePresets.Flat(0m).Rates, FundsPolicy.InitialMargin)],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), new NoSlippage(), FeePresets.Flat(0m)),
            Bars = market,
            Strategies = [strategy],
            Recorder = tape,
            EngineMade = engine => tape.Engine = engine,
        });
        return [.. tape.Decisions.Where(decision => !decision.Text.StartsWith("cancellation", StringComparison.Ordinal)).Select(decision =>
        {
            var words = decision.Text.Split(' ');
            Assert.DoesNotContain("denied", decision.Text, StringComparison.Ordinal);
            return $"{decision.Instant}: {words[0]} {words[5]} {decision.Text[(decision.Text.IndexOf('(', StringComparison.Ordinal) + 1)..^1]}";
        })];
    }

    private static long[] MomentsOf(BarColumns[] market) => [.. market.SelectMany(bars => bars.OpenTimes.ToArray()).Distinct().Order()];

    /// <summary>Prices that share a walk and stray from it each by a distance that comes back; the third lacks bars now and then.</summary>
    private static BarColumns[] Flock(ulong seed, int coins, int count, int hole)
    {
        var walk = Generated(seed, count);
        return [.. Enumerable.Range(0, coins).Select(coin => Strayed([walk], new SeededRandom(seed, $"coin {coin}"), 0.9, 0.008, coin == 2 ? hole : 0))];
    }

    /// <summary>Walks, and their geometric mean times a distance that comes back; the last lacks bars now and then.</summary>
    private static BarColumns[] Bound(ulong seed, int walks, int count, int hole)
    {
        BarColumns[] leaders = [.. Enumerable.Range(0, walks).Select(walk => Generated(seed + 100 * (ulong)walk, count))];
        return [.. leaders, Strayed(leaders, new SeededRandom(seed, "distance"), 0.93, 0.006, hole)];
    }

    private static BarColumns Generated(ulong seed, int count) =>
        new SyntheticMarket(new SyntheticMarketOptions(seed, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 100)).Generate(count);

    private static BarColumns Strayed(BarColumns[] leaders, SeededRandom random, double persistence, double step, int hole)
    {
        var distance = 0.0;
        var bars = new List<Bar>();
        for (var i = 0; i < leaders[0].Count; i++)
        {
            distance = persistence * distance + step * random.NextNormal();
            var close = Math.Exp(leaders.Average(leader => Math.Log(leader[i].Close)) + distance);
            if (hole == 0 || i % 41 < 41 - hole) bars.Add(new Bar(leaders[0][i].OpenTime, close, close * 1.001, close * 0.999, close, 1e9));
        }
        return BarColumns.FromBars(leaders[0].Interval, bars);
    }
}
