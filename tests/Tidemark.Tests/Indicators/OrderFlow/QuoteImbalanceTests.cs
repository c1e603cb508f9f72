using Tidemark.Indicators.OrderFlow;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators.OrderFlow;

public sealed class QuoteImbalanceTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void Imbalance_WorkedExample_Agrees()
    {
        var imbalance = new QuoteImbalance(1);
        imbalance.Update(new Quote(Start, 100, 5, 101, 7));
        Assert.False(imbalance.IsWarm);
        // The bid grew by 3.
        AssertNext(100, 8, 101, 7, 3);
        // The bid rose: all 2 of the new one.
        AssertNext(100.5, 2, 101, 7, 2);
        // The ask rose: the old 7 are gone.
        AssertNext(100.5, 2, 102, 4, 7);
        // Bid and ask fell: the old 2 are gone, 6 are offered.
        AssertNext(100, 9, 101, 6, -8);

        void AssertNext(double bid, double bidQuantity, double ask, double askQuantity, double expected)
        {
            imbalance.Update(new Quote(Start, bid, bidQuantity, ask, askQuantity));
            Assert.Equal(expected, imbalance.Value);
        }
    }

    [Fact]
    public void Imbalance_ByNumberAndByTime_IsTheSumOfTheWindow()
    {
        var random = new SeededRandom(14, "quotes");
        var quotes = new Quote[1_000];
        for (var i = 0; i < quotes.Length; i++)
        {
            var bid = 100 + Math.Floor(3 * random.NextDouble());
            quotes[i] = new Quote(Start + Duration.FromMilliseconds(400 * i), bid, 1 + random.NextDouble(), bid + 1, 1 + random.NextDouble());
        }
        var (byNumber, byTime) = (new QuoteImbalance(20), new QuoteImbalance(1, Duration.FromSeconds(10)));
        for (var i = 0; i < quotes.Length; i++)
        {
            byNumber.Update(quotes[i]);
            byTime.Update(quotes[i]);
            if (i >= 20) Assert.Equal(Enumerable.Range(i - 19, 20).Sum(Change), byNumber.Value, 1e-9);
            else Assert.False(byNumber.IsWarm);
            // 400 ms apart, 25 changes are younger than ten seconds.
            if (i >= 1) Assert.Equal(Enumerable.Range(Math.Max(1, i - 24), Math.Min(i, 25)).Sum(Change), byTime.Value, 1e-9);
        }

        double Change(int i)
        {
            var (now, before) = (quotes[i], quotes[i - 1]);
            var demand = now.Bid > before.Bid ? now.BidQuantity : now.Bid < before.Bid ? -before.BidQuantity : now.BidQuantity - before.BidQuantity;
            var supply = now.Ask < before.Ask ? now.AskQuantity : now.Ask > before.Ask ? -before.AskQuantity : now.AskQuantity - before.AskQuantity;
            return demand - supply;
        }
    }
}
