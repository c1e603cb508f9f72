using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Simulation.Contracts;

/// <summary>What comes first in a bar that ends a position, who bears what, and that no money comes from nowhere.</summary>
public sealed class LiquidationOrderTests
{
    [Fact]
    public void Stop_BeyondTheLiquidationPrice_ComesTooLate()
    {
        var scenario = Linear(10m, MarginMode.Isolated).Flat(100, then: s => { s.Market(Side.Buy, 10m, "in"); s.Stop(Side.Sell, 10m, 85m, "stop"); }).Flat(100).Bar(100, 100, 80, 90);
        var result = scenario.Run();
        Assert.Equal([("in", 100m), ("liquidation", decimal.Round(900m / 9.95m, 12))], result.Fills.Select(fill => (fill.Tag, fill.Price.Value)));
        Assert.Contains("stop Canceled Liquidated", scenario.Strategy.Events);
    }

    [Fact]
    public void Stop_ThatClosesAPartBefore_LeavesTheRestToTheLiquidation()
    {
        var scenario = Linear(10m, MarginMode.Isolated).Flat(100, then: s => { s.Market(Side.Buy, 10m, "in"); s.Stop(Side.Sell, 4m, 95m, "near"); s.Stop(Side.Sell, 6m, 85m, "far"); }).Flat(100).Bar(100, 100, 80, 90);
        Assert.Equal([("in", 10m), ("near", 4m), ("liquidation", 6m)], scenario.Run().Fills.Select(fill => (fill.Tag, fill.Quantity.Value)));
    }

    [Fact]
    public void Position_OpenedAtAnOpenThatLeavesItWithoutMargin_IsClosedNoBetterThanThere()
    {
        // 100x and slippage of 1 %: bought at 101, used up already at the open of 100.
        var scenario = new Scenario { Name = "BTC/USDT:USDT@test", Funds = FundsPolicy.InitialMargin, Leverage = 100m, Margin = MarginRules.Default with { Mode = MarginMode.Isolated }, Slippage = new BasisPointSlippage(100) }
            .Flat(100, then: s => s.Market(Side.Buy, 10m, "in")).Bar(100, 120, 99, 120);
        Assert.Equal([("in", 101m), ("liquidation", 100m)], scenario.Run().Fills.Select(fill => (fill.Tag, fill.Price.Value)));
    }

    [Fact]
    public void Cross_MoneyShortWhileAnotherPositionHasGained_IsNotGivenByTheFund()
    {
        // The first loses 195 of 100, the second has gained 100: 5 are left, not 100.
        var result = RunTwo(100m, new Pair(10m, 10m), [100, 100, 100, 80.5], [100, 100, 110, 110]);
        Assert.Contains(result.Ledger, entry => entry.Kind == LedgerKind.Liquidation);
        Assert.DoesNotContain(result.Ledger, entry => entry.Kind == LedgerKind.Insurance);
        Assert.Equal(5m, result.FinalWorth);
    }

    [Fact]
    public void SmallPrices_HaveTheirLiquidationPriceInFull()
    {
        var scenario = new Scenario { Name = "PEPE/USDT:USDT@test", Funds = FundsPolicy.InitialMargin, Leverage = 10m, Margin = MarginRules.Default with { Mode = MarginMode.Isolated } }
            .Flat(0.0000080, volume: 1e12, then: s => s.Market(Side.Buy, 1_000_000m, "in")).Flat(0.0000080, volume: 1e12).Bar(0.0000080, 0.0000080, 0.0000070, 0.0000070, 1e12);
        Assert.Equal(decimal.Round(7.2m / 995_000m, 12), scenario.Run().Fills[1].Price.Value);
    }

    [Fact]
    public void AveragePrice_OfAnOrderInAnInverseContract_IsTheHarmonicMean()
    {
        var scenario = new Scenario { Name = "BTC/USD:BTC@test", Currency = "BTC", Cash = 10m, Funds = FundsPolicy.InitialMargin, Fills = new WorstCaseFillModel(0.1m) }
            .Flat(5_000, then: s => s.Market(Side.Buy, 3_000m, "in")).Flat(5_000, volume: 10_000).Flat(6_000, volume: 1_000_000);
        scenario.Run();
        Assert.Equal(5_625m, decimal.Round(scenario.Strategy.Orders["in"].AveragePrice!.Value.Value, 8));
    }

    [Theory]
    [InlineData("BTC/USDT:USDT@test", MarginMode.Cross, PositionMode.OneWay)]
    [InlineData("BTC/USDT:USDT@test", MarginMode.Isolated, PositionMode.OneWay)]
    [InlineData("BTC/USDT:USDT@test", MarginMode.Cross, PositionMode.Hedge)]
    [InlineData("BTC/USDT:USDT@test", MarginMode.Isolated, PositionMode.Hedge)]
    [InlineData("BTC/USD:BTC@test", MarginMode.Cross, PositionMode.OneWay)]
    [InlineData("BTC/USD:BTC@test", MarginMode.Isolated, PositionMode.OneWay)]
    [InlineData("BTC/USD:BTC@test", MarginMode.Cross, PositionMode.Hedge)]
    [InlineData("BTC/USD:BTC@test", MarginMode.Isolated, PositionMode.Hedge)]
    public void Money_OverRandomFillsFundingAndLiquidations_ComesFromNowhereAndGoesNowhere(string name, MarginMode mode, PositionMode positions)
    {
        var isInverse = InstrumentId.Parse(name).IsInverse;
        var liquidations = 0;
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var cash = isInverse ? 10m : 1_000m;
            var result = Wild(name, mode, positions, cash, seed);
            liquidations += result.Ledger.Count(entry => entry.Kind == LedgerKind.Liquidation);
            var (held, worth) = (0m, cash);
            foreach (var fill in result.Fills)
            {
                var signed = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
                held += signed;
                worth -= ContractValue.Of(isInverse, signed, fill.Price.Value) + fill.Fee;
            }
            worth += result.Ledger.Sum(entry => entry.Amount);
            var last = (decimal)Closes(seed)[^1];
            worth += ContractValue.Of(isInverse, held, last);
            Assert.Equal(held, result.OpenPositions.Sum(position => position.Quantity.Value));
            // Values of inverse contracts are rounded to twelve digits at each fill, those of linear ones never.
            Assert.Equal(Counted(worth), Counted(result.FinalWorth!.Value));
            if (result.OpenPositions.Count == 0) Assert.Equal(Counted(worth), Counted(result.FinalCash));
            Assert.True(result.FinalCash + result.OpenPositions.Count >= 0m);
        }
        Assert.True(liquidations > 0, "no run came to a liquidation");

        decimal Counted(decimal value) => isInverse ? decimal.Round(value, 9) : value;
    }

    private static double[] Closes(ulong seed)
    {
        var random = new SeededRandom(seed, "closes");
        var price = 100.0;
        return [.. Enumerable.Range(0, 150).Select(_ => price = Math.Round(price * Math.Exp(0.05 * random.NextNormal()), 2))];
    }

    private static BacktestResult Wild(string name, MarginMode mode, PositionMode positions, decimal cash, ulong seed)
    {
        var random = new SeededRandom(seed, "orders");
        var isInverse = InstrumentId.Parse(name).IsInverse;
        var scenario = new Scenario
        {
            Name = name,
            Currency = isInverse ? "BTC" : "USDT",
            Cash = cash,
            Funds = FundsPolicy.InitialMargin,
            Leverage = 20m,
            PositionMode = positions,
            Fees = FeePresets.Flat(5m),
            Margin = MarginRules.Default with { Mode = mode },
            Funding = [.. Enumerable.Range(1, 40).Select(index => new FundingRate(Scenario.Start + Duration.FromSeconds(index * 200), (random.NextDouble() - 0.5) / 50, double.NaN))],
        };
        var before = 100.0;
        foreach (var close in Closes(seed))
        {
            var (side, quantity) = (random.NextBool(0.5) ? Side.Buy : Side.Sell, (random.NextInt(400) + 1) / 8m * (isInverse ? 100m : 1m));
            var options = positions == PositionMode.Hedge ? new OrderOptions { PositionSide = random.NextBool(0.5) ? PositionSide.Long : PositionSide.Short } : null;
            var (high, low) = (Math.Round(Math.Max(before, close) * 1.02, 2), Math.Round(Math.Min(before, close) * 0.98, 2));
            scenario.Bar(before, high, low, close, 1e9, s => s.Order("x", side, quantity, OrderType.Market, options: options));
            before = close;
        }
        return scenario.Run();
    }

    private static BacktestResult RunTwo(decimal cash, Pair strategy, double[] first, double[] second) => Backtest.Run(new BacktestPlan
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT:USDT@test")), new Instrument(InstrumentId.Parse("ETH/USDT:USDT@test"))],
            BaseIntervals = [Interval.Minutes(1), Interval.Minutes(1)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(cash, "USDT")], default, FundsPolicy.InitialMargin, 100m)],
            Currency = "USDT",
        },
        Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), FeePresets.Flat(0m)) { Margin = MarginRules.Default with { LiquidationFeeRate = 0m } },
        Bars = [Columns(first), Columns(second)],
        Strategies = [strategy],
    });

    private static BarColumns Columns(double[] prices) =>
        BarColumns.FromBars(Interval.Minutes(1), [.. prices.Select((price, index) => Bar.Create(Scenario.At(index), price, price, price, price, 1e9))]);

    private static Scenario Linear(decimal leverage, MarginMode mode) => new()
    {
        Name = "BTC/USDT:USDT@test",
        Funds = FundsPolicy.InitialMargin,
        Leverage = leverage,
        Margin = MarginRules.Default with { Mode = mode },
    };

    private sealed class Pair(decimal first, decimal second) : Strategy
    {
        private bool isDone;

        protected internal override void OnBarsClosed(Instant closeTime)
        {
            if (isDone) return;
            isDone = true;
            Submit(new OrderTerms(new InstrumentIndex(0), Side.Buy, new Quantity(first)));
            Submit(new OrderTerms(new InstrumentIndex(1), Side.Buy, new Quantity(second)));
        }
    }
}
