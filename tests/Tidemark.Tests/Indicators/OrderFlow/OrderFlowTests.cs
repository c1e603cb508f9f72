using Tidemark.Indicators.OrderFlow;
using Tidemark.Indicators.State;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators.OrderFlow;

public sealed class OrderFlowTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void Imbalance_ByNumber_IsSignedVolumeOfTheLastPrints()
    {
        var trades = Prints(2_000);
        var imbalance = new OrderFlowImbalance(50);
        for (var i = 0; i < trades.Length; i++)
        {
            imbalance.Update(trades[i]);
            if (i < 49)
            {
                Assert.False(imbalance.IsWarm);
                continue;
            }
            var window = trades[(i - 49)..(i + 1)];
            var net = window.Sum(Signed);
            Assert.Equal(net, imbalance.Net, 1e-9);
            Assert.Equal(net / window.Sum(trade => trade.Quantity), imbalance.Value, 1e-9);
        }
    }

    [Fact]
    public void Imbalance_ByTime_LetsPrintsLeaveAsOldAsTheWindow()
    {
        var trades = Prints(2_000);
        var imbalance = new OrderFlowImbalance(1, Duration.FromSeconds(30));
        for (var i = 0; i < trades.Length; i++)
        {
            imbalance.Update(trades[i]);
            var window = trades[..(i + 1)].Where(trade => trades[i].Time - trade.Time < Duration.FromSeconds(30)).ToArray();
            Assert.Equal(window.Sum(Signed) / window.Sum(trade => trade.Quantity), imbalance.Value, 1e-9);
        }
    }

    [Fact]
    public void Imbalance_SavedWithAGrownWindow_GoesOn()
    {
        var trades = Prints(3_000);
        var whole = new OrderFlowImbalance(1, Duration.FromMinutes(30));
        var restarted = new OrderFlowImbalance(1, Duration.FromMinutes(30));
        for (var i = 0; i < trades.Length; i++)
        {
            if (i % 500 == 499)
            {
                var bytes = IndicatorState.Save(restarted);
                restarted = new OrderFlowImbalance(1, Duration.FromMinutes(30));
                IndicatorState.Load(restarted, bytes);
            }
            whole.Update(trades[i]);
            restarted.Update(trades[i]);
            Assert.Equal(whole.Value, restarted.Value);
        }
    }

    [Fact]
    public void Imbalance_SideUnknown_GoesByTheTickTest()
    {
        var imbalance = new OrderFlowImbalance(4);
        double[] prices = [10, 11, 11, 9];
        for (var i = 0; i < prices.Length; i++) imbalance.Update(new Trade(Start, prices[i], 1, null, i));
        // Bought at first, up, as before, down.
        Assert.Equal(0.5, imbalance.Value);
        Assert.Equal(2, imbalance.Net);
    }

    [Fact]
    public void Vpin_ByAggressor_WorkedExample_Agrees()
    {
        // Buckets of 10: 6 bought and 4 sold; then 12 bought fill one and leave 2, with 8 sold.
        var vpin = new Vpin(10, 3, Duration.Zero);
        Print(6, Side.Buy);
        Print(4, Side.Sell);
        Print(12, Side.Buy);
        Assert.False(vpin.IsWarm);
        Print(8, Side.Sell);
        // |6-4|, |10-0|, |2-8| over 3 x 10.
        Assert.Equal(18.0 / 30, vpin.Value, 1e-15);
        Print(1e12, Side.Sell);
        Assert.Equal(1, vpin.Value);

        void Print(double quantity, Side side) => vpin.Update(new Trade(Start, 100, quantity, side, 0));
    }

    [Fact]
    public void Vpin_InBulk_AgreesWithBarsFirstAndBucketsAfterwards()
    {
        var trades = Prints(5_000);
        var vpin = new Vpin(25, 20, Duration.FromSeconds(60));
        var bars = trades.GroupBy(trade => trade.Time.UnixSeconds / 60).Select(group => (Volume: group.Sum(trade => trade.Quantity), Close: group.Last().Price)).ToArray();
        foreach (var trade in trades) vpin.Update(trade);
        var changes = new List<double>();
        var buckets = new List<double>();
        var (bought, filled) = (0.0, 0.0);
        // The last bar is still open.
        for (var i = 0; i < bars.Length - 1; i++)
        {
            var share = 0.5;
            if (i > 0)
            {
                changes.Add(bars[i].Close - bars[i - 1].Close);
                if (changes.Count > 1)
                {
                    var mean = changes.Average();
                    share = Normal(changes[^1] / Math.Sqrt(changes.Sum(change => (change - mean) * (change - mean)) / (changes.Count - 1)));
                }
            }
            for (var left = bars[i].Volume; left > 0;)
            {
                var part = Math.Min(left, 25 - filled);
                (bought, filled, left) = (bought + part * share, filled + part, left - part);
                if (filled < 25 - 1e-9) continue;
                buckets.Add(Math.Abs(2 * bought - 25));
                (bought, filled) = (0, 0);
            }
        }
        Assert.True(buckets.Count > 100);
        Assert.Equal(buckets.TakeLast(20).Sum() / (20 * 25), vpin.Value, 1e-9);
    }

    /// <summary>The cumulative normal distribution as ½ + φ(x) (x + x³/3 + x⁵/(3·5) + ...).</summary>
    private static double Normal(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 3; Math.Abs(term) > 1e-18; n += 2) sum += term *= x * x / n;
        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }

    private static double Signed(Trade trade) => trade.Aggressor == Side.Sell ? -trade.Quantity : trade.Quantity;

    private static Trade[] Prints(int count)
    {
        var random = new SeededRandom(12, "prints");
        var (time, price) = (Start, 100.0);
        var trades = new Trade[count];
        for (var i = 0; i < count; i++)
        {
            time += Duration.FromMilliseconds((long)(2_000 * random.NextDouble()));
            price *= Math.Exp(0.001 * random.NextNormal());
            trades[i] = new Trade(time, price, 2 * random.NextDouble() + 0.01, random.NextDouble() < 0.5 ? Side.Buy : Side.Sell, i);
        }
        return trades;
    }
}
