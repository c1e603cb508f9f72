using Tidemark.Engine.Events;
using Tidemark.Strategies.MarketMaking;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>What is measured of a market, by hand and from streams whose law is known.</summary>
public sealed class FlowEstimateTests
{
    [Fact]
    public void Variance_IsSquaredChangesOverTheirTime_OfTheLastSamples()
    {
        var volatility = new MidVolatility(Duration.FromSeconds(1), 2);
        var start = PoissonFlow.Start;
        volatility.Update(start, 10_000);
        Assert.True(volatility.Update(start + Duration.FromSeconds(1), 10_001));
        Assert.False(volatility.Update(start + Duration.FromMilliseconds(1_500), 20_000));
        Assert.True(double.IsNaN(volatility.Variance));
        volatility.Update(start + Duration.FromSeconds(4), 10_001);
        Assert.Equal((1.0 + 0) / 4, volatility.Variance, 9);
        volatility.Update(start + Duration.FromSeconds(5), 10_001 * 1.0003);
        Assert.Equal((0 + 9.0) / 4, volatility.Variance, 6);
    }

    /// <summary>Of 20 seconds with a range of 10: 12 arrivals reach 0, 6 reach 1, 3 reach 2, none 3. ln 0.3, ln 0.15, ln 0.075: a line that halves.</summary>
    [Fact]
    public void Fit_ByHand_CountsTradesOfOneMomentOnce()
    {
        var arrivals = new ArrivalIntensity(10, Duration.FromSeconds(60));
        double[] reaches = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 2.5, 2.5, 2.5];
        for (var index = 0; index < reaches.Length; index++)
        {
            var time = PoissonFlow.Start + Duration.FromSeconds(index);
            var side = index % 2 == 0 ? Side.Buy : Side.Sell;
            // The same taker fills nearer orders first.
            arrivals.Add(new Trade(time, 10_000, 1, side, 0), 10_000);
            arrivals.Add(new Trade(time, 10_000 + side.Sign() * reaches[index], 1, side, 0), 10_000);
        }
        Assert.Null(arrivals.Fit(PoissonFlow.Start + Duration.FromSeconds(9)));
        var fit = arrivals.Fit(PoissonFlow.Start + Duration.FromSeconds(20))!.Value;
        Assert.Equal(0.3, fit.Rate, 9);
        Assert.Equal(Math.Log(2), fit.Decay, 9);
        Assert.Null(arrivals.Fit(PoissonFlow.Start + Duration.FromSeconds(70)));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 1.2)]
    public void Fit_OfAPoissonStream_FindsItsLaw(double rate, double decay)
    {
        var columns = new PoissonFlow(5, "law") { Rate = rate, Decay = decay, Seconds = 3_000, Deviation = 0 }.Columns();
        var arrivals = new ArrivalIntensity(2, Duration.FromSeconds(3_000));
        for (var index = 0; index < columns.Count; index++)
        {
            var message = BookArrival.Of(default, columns, index);
            if (message.Kind.IsTrade()) arrivals.Add(new Trade(message.EventTime, columns.Scale.PriceOf(message.Ticks[0]), 1, message.Kind.Aggressor(), 0), 1_000);
        }
        var fit = arrivals.Fit(PoissonFlow.Start + Duration.FromSeconds(3_000))!.Value;
        Assert.InRange(fit.Rate, rate * 0.93, rate * 1.07);
        Assert.InRange(fit.Decay, decay * 0.9, decay * 1.1);
    }
}
