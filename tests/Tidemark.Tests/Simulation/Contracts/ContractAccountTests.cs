using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;

namespace Tidemark.Tests.Simulation.Contracts;

public sealed class ContractAccountTests
{
    [Fact]
    public void LinearPosition_MovesMoneyOnlyWhenItIsClosed_AndEquityAtOnce()
    {
        var scenario = Linear().Flat(100, then: s => s.Market(Side.Sell, 2m, "in")).Flat(100, then: s => s.Market(Side.Buy, 1m, "half")).Bar(90, 90, 90, 90).Flat(80);
        var result = scenario.Run();
        Assert.Equal([10_000, 10_000, 10_020, 10_030], result.Equity.Values.ToArray());
        Assert.Equal(10_010m, result.FinalCash);
        Assert.Equal(20, Assert.Single(result.OpenPositions).UnrealizedPnl);
        Assert.Equal(10_030m, result.FinalWorth);
    }

    [Fact]
    public void Flip_WithFees_KeepsMoneyAndPositionsTogetherToTheLastDigit()
    {
        var random = new Tidemark.Statistics.Randomness.SeededRandom(11, "flips");
        foreach (var name in new[] { "BTC/USDT:USDT@test", "BTC/USD:BTC@test" })
        {
            var isInverse = name.Contains(":BTC", StringComparison.Ordinal);
            var scenario = new Scenario { Name = name, Currency = isInverse ? "BTC" : "USDT", Cash = 1_000_000m, Funds = FundsPolicy.InitialMargin, Leverage = 3m, Fees = FeePresets.Flat(7.5m) };
            for (var index = 0; index < 300; index++)
            {
                var quantity = random.NextInt(2_000) / 8m + 0.125m;
                var side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
                scenario.Flat(100 + random.NextInt(4_000) / 64.0, then: s => s.Market(side, quantity, "x"));
            }
            var result = scenario.Run();
            Assert.True(result.Fills.Count > 290);
            var (held, value) = (0m, 1_000_000m);
            foreach (var fill in result.Fills)
            {
                var signed = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
                held += signed;
                value -= ContractValue.Of(isInverse, signed, fill.Price.Value) + fill.Fee;
            }
            var last = (decimal)result.OpenPositions.Single().MarkPrice;
            // Every part closed and opened at its own rounding: twelve digits after the point remain.
            Assert.Equal(decimal.Round(value + ContractValue.Of(isInverse, held, last), 8), decimal.Round(result.FinalWorth!.Value, 8));
        }
    }

    [Fact]
    public void Isolated_LosesNoMoreThanItsMargin_TheRestIsBorneByTheFund()
    {
        var scenario = Linear(10m, MarginMode.Isolated).Flat(100, then: s => s.Market(Side.Buy, 10m, "in")).Flat(100).Bar(50, 50, 50, 50);
        var result = scenario.Run();
        Assert.Equal([LedgerKind.Liquidation, LedgerKind.Liquidation, LedgerKind.Insurance], result.Ledger.Select(entry => entry.Kind));
        Assert.Equal(10_000m - 100m, result.FinalCash);
        Assert.Equal("liquidation", Assert.Single(result.RoundTrips).ExitReason);
        Assert.Empty(result.OpenPositions);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("1 position(s) liquidated", StringComparison.Ordinal));
    }

    [Fact]
    public void Cross_LosesEverything_ButNotMore()
    {
        var result = Linear(10m).Flat(100, then: s => s.Market(Side.Buy, 900m, "in")).Flat(100).Bar(50, 50, 50, 50).Flat(50).Run();
        Assert.Equal(0m, result.FinalCash);
        Assert.Equal(0, result.Equity.Values.Span[^1]);
    }

    [Fact]
    public void Liquidation_EndsWorkingOrders_AndALaterOneTradesOn()
    {
        var scenario = Linear(10m, MarginMode.Isolated)
            .Flat(100, then: s => { s.Market(Side.Buy, 10m, "in"); s.Limit(Side.Sell, 10m, 200m, "target"); }).Flat(100).Bar(100, 100, 80, 100, then: s => s.Market(Side.Buy, 1m, "again")).Flat(100);
        var result = scenario.Run();
        Assert.Contains("target Canceled Liquidated", scenario.Strategy.Events);
        Assert.Equal(1m, scenario.Strategy.Held.Value);
        Assert.Equal(["in", "liquidation", "again"], result.Fills.Select(fill => fill.Tag));
    }

    [Fact]
    public void Stop_BeforeTheLiquidationPrice_FillsFirst_AndTheLiquidationComesBeforeTheTarget()
    {
        var stopped = Linear(10m, MarginMode.Isolated).Flat(100, then: s => { s.Market(Side.Buy, 10m, "in"); s.Stop(Side.Sell, 10m, 95m, "stop"); }).Flat(100).Bar(100, 100, 80, 90);
        Assert.Equal(["in", "stop"], stopped.Run().Fills.Select(fill => fill.Tag));
        var missed = Linear(10m, MarginMode.Isolated).Flat(100, then: s => { s.Market(Side.Buy, 10m, "in"); s.Limit(Side.Sell, 10m, 110m, "target"); }).Flat(100).Bar(100, 120, 80, 115);
        Assert.Equal(["in", "liquidation"], missed.Run().Fills.Select(fill => fill.Tag));
    }

    [Fact]
    public void ScaleIn_MovesTheLiquidationPrice()
    {
        // Margin 10 + 12, entry mean 110, maintenance 0.5 % of the value: (220 - 22) / (2 x 0.995).
        var result = Linear(10m, MarginMode.Isolated).Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Market(Side.Buy, 1m, "b")).Flat(120).Bar(120, 120, 90, 90).Run();
        Assert.Equal(decimal.Round(198m / 1.99m, 12), result.Fills[^1].Price.Value);
    }

    [Fact]
    public void Future_AtItsExpiry_IsSettledAtTheLastPrice_AndTakesNoMoreOrders()
    {
        var scenario = new Scenario { Name = "BTC/USDT:USDT-240101@test", Funds = FundsPolicy.InitialMargin, From = Instant.Parse("2024-01-01T07:57:00Z"), Margin = MarginRules.Default with { SettlementFeeRate = 0.001m } }
            .Flat(100, then: s => { s.Market(Side.Buy, 2m, "in"); s.Limit(Side.Buy, 1m, 50m, "rests"); }).Flat(100).Bar(100, 130, 100, 120).Flat(500, then: s => s.Market(Side.Buy, 1m, "late"));
        var result = scenario.Run();
        Assert.Equal(["in", "settlement"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal((120m, Instant.Parse("2024-01-01T08:00:00Z")), (result.Fills[1].Price.Value, result.Fills[1].Time));
        Assert.Equal(10_000m + 40m - 0.24m, result.FinalCash);
        Assert.Contains("rests Canceled NotTrading", scenario.Strategy.Events);
        Assert.Contains("late Rejected NotTrading", scenario.Strategy.Events);
    }

    [Fact]
    public void Leverage_BeyondWhatTheTableAllows_IsRejected()
    {
        var scenario = Linear(60m).Flat(100, then: s => { s.Market(Side.Buy, 5_100m, "large"); s.Market(Side.Buy, 100m, "fits"); }).Flat(100);
        Assert.Equal(["fits"], scenario.Run().Fills.Select(fill => fill.Tag));
        Assert.Contains("large Rejected InsufficientFunds", scenario.Strategy.Events);
    }

    [Fact]
    public void Isolated_MarginPutAside_IsNotThereForTheNextPosition()
    {
        var scenario = Linear(2m, MarginMode.Isolated).Flat(100, then: s => s.Market(Side.Buy, 150m, "a")).Flat(100, then: s => s.Market(Side.Buy, 60m, "b")).Flat(100, then: s => s.Market(Side.Buy, 50m, "c")).Flat(100);
        Assert.Equal(["a", "c"], scenario.Run().Fills.Select(fill => fill.Tag));
    }

    [Fact]
    public void Isolated_Reversal_IsCoveredByTheMarginThatClosingFrees()
    {
        var scenario = Linear(2m, MarginMode.Isolated).Flat(100, then: s => s.Target(150m)).Flat(100, then: s => s.Target(-150m)).Flat(100);
        Assert.Equal(-150m, Held(scenario));
        scenario = Linear(2m, MarginMode.Isolated).Flat(100, then: s => s.Target(150m)).Flat(100, then: s => s.Target(-150m)).Flat(50);
        Assert.Equal(0m, Held(scenario));

        static decimal Held(Scenario scenario)
        {
            scenario.Run();
            return scenario.Strategy.Held.Value;
        }
    }

    [Fact]
    public void Quanto_IsRefusedByName() =>
        Assert.Contains("ETH/USD:BTC@test", Assert.Throws<BadInputException>(() => new Scenario { Name = "ETH/USD:BTC@test", Currency = "BTC", Funds = FundsPolicy.InitialMargin }.Flat(1).Run()).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_Twice_GivesTheSameEntries()
    {
        BacktestResult Once() => Linear(10m, MarginMode.Isolated).Flat(100, then: s => s.Market(Side.Buy, 10m, "in")).Flat(100).Bar(100, 100, 80, 100).Run();
        Assert.Equal(Once().Ledger, Once().Ledger);
    }

    private static Scenario Linear(decimal leverage = 1m, MarginMode mode = MarginMode.Cross) => new()
    {
        Name = "BTC/USDT:USDT@test",
        Funds = FundsPolicy.InitialMargin,
        Leverage = leverage,
        Fills = new NextOpenFillModel(),
        Margin = MarginRules.Default with { Mode = mode },
    };
}
