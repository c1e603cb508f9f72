using Tidemark.Simulation.Latency;

namespace Tidemark.Tests.Simulation.Costs;

public sealed class LatencyTests
{
    [Fact]
    public void MarketOrder_ArrivingEarlyInABar_FillsThereAtTheWorseOfOpenAndLine()
    {
        var scenario = new Scenario { Latency = new FixedLatency(6_000, 500) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "rising")).Bar(100, 110, 100, 110, then: s => s.Market(Side.Sell, 1m, "rising too")).Bar(110, 120, 110, 120);
        var fills = scenario.Run().Fills;
        // 6 s of 60 s: a tenth of the way.
        Assert.Equal([101m, 110m], fills.Select(fill => fill.Price.Value));
        Assert.Equal(Scenario.Start + Duration.FromSeconds(66), fills[0].Time);
    }

    [Fact]
    public void MarketOrder_ArrivingLateInABar_WaitsForTheNext()
    {
        var scenario = new Scenario { Latency = new FixedLatency(6_001, 0) }.Flat(100, then: s => s.Market(Side.Buy, 1m, "late")).Flat(105).Flat(107);
        var fill = Assert.Single(scenario.Run().Fills);
        Assert.Equal((107m, 2), (fill.Price.Value, Scenario.MinuteOf(fill)));
    }

    [Fact]
    public void Answer_OnItsWayBack_IsHeardLater()
    {
        var scenario = new Scenario { Latency = new FixedLatency(1_000, 90_000) }
            .Flat(100, then: s => s.Limit(Side.Buy, 1m, 50m, "a")).Flat(100, then: s => Assert.Empty(s.Events)).Flat(100, then: s => Assert.Equal(["a Accepted"], s.Events)).Flat(100);
        scenario.Run();
        Assert.Equal(["a Accepted"], scenario.Strategy.Events);
    }

    [Fact]
    public void Cancel_UnderWay_LosesAgainstAnEarlierBar()
    {
        var scenario = new Scenario { Latency = new FixedLatency(61_000, 0) }
            .Flat(100, then: s => s.Limit(Side.Buy, 1m, 99m, "a")).Flat(100).Flat(100, then: s => s.Cancel("a")).Bar(100, 100, 98, 100).Flat(100).Flat(100);
        Assert.Single(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Filled", "a CancelRejected OrderAlreadyClosed"], scenario.Strategy.Events);
    }

    [Fact]
    public void Sampled_SameSeed_GivesTheSameDelays_AboutTheMedian()
    {
        var model = LatencyModels.Parse("sampled:40,400,7")!;
        var (first, second) = (model.Begin(), model.Begin());
        var draws = Enumerable.Range(0, 10_001).Select(_ => first()).ToArray();
        Assert.Equal(draws.Take(50), Enumerable.Range(0, 50).Select(_ => second()));
        var sorted = draws.Select(pair => pair.Outward.TotalSeconds * 1_000).Order().ToArray();
        Assert.InRange(sorted[5_000], 38, 42);
        Assert.InRange(sorted[9_900], 340, 470);
    }

    [Fact]
    public void Recorded_AtItsEnd_BeginsAgain()
    {
        var next = LatencyModels.Read("x.csv", ["out_ms,back_ms", "# a comment", "10,20", "30"]).Begin();
        Assert.Equal([(10, 20), (30, 30), (10, 20)], Enumerable.Range(0, 3).Select(_ => next()).Select(pair => (pair.Outward.TotalSeconds * 1_000, pair.Back.TotalSeconds * 1_000)));
    }

    [Theory]
    [InlineData("10,20", "x")]
    [InlineData("10,-1")]
    [InlineData("out,back")]
    public void Recorded_BadLine_IsRefusedWithItsNumber(params string[] lines) =>
        Assert.StartsWith("x.csv:", Assert.Throws<BadInputException>(() => LatencyModels.Read("x.csv", lines)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("fixed")]
    [InlineData("fixed:a,b")]
    [InlineData("sampled:10")]
    [InlineData("sampled:10,5")]
    [InlineData("slow")]
    public void Parse_NoModel_IsRefused(string text) => Assert.StartsWith("--latency: '", Assert.Throws<BadInputException>(() => LatencyModels.Parse(text)).Message, StringComparison.Ordinal);
}
