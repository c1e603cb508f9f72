using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Statistics.Randomness;
using Tidemark.Strategies;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.Arbitrage;

/// <summary>Spot and perpetual on flat hours worked out by hand, and a second implementation that must do the same.</summary>
public sealed class SpotPerpetualCarryTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    /// <summary>
    /// At 102 over 100 and fees of 0.1% the yield is 365 / 30 x (0.02 - 0.004) = 19.5%. 44 coins: 0.45 x 10,000 / (102 x 1.001), whole. Fees in:
    /// 4.4 + 4.488, and out at 100, where the yield is that of the funding alone, 1.1%: 4.4 + 4.4. The basis brings 88, funding of 0.001% on 44 x 102 brings 0.04488.
    /// </summary>
    [Fact]
    public void Basis_ThatCloses_IsEarnedWithItsFunding()
    {
        var result = Run([100, 100, 100, 100, 100], [102, 102, 102, 100, 100], [(2.5, 0.00001)], 10m, 1m, "exit=0.05");
        Assert.Equal(["1: buy 44@100 entry", "2: sell 44@102 entry", "1: sell 44@100 exit", "2: buy 44@100 exit"], BookMarket.TextOf(result));
        Assert.Equal(10_000m + 88m + 0.04488m - 4.4m - 4.488m - 8.8m, result.FinalCash);
    }

    [Theory]
    [InlineData("enter=0.2", 0)]
    [InlineData("enter=0.19", 2)]
    [InlineData("horizon-days=100", 0)]
    public void Entry_NeedsTheYield(string parameter, int fills) =>
        Assert.Equal(fills, Run([100, 100, 100], [102, 102, 102], [], 10m, 1m, parameter).Fills.Count);

    /// <summary>Funding of 0.01% every eight hours is 10.95% a year; less fees of 0.4% over 30 days, 4.87%, it is 6.08%.</summary>
    [Theory]
    [InlineData("enter=0.0608", 2)]
    [InlineData("enter=0.0609", 0)]
    public void Funding_AloneIsAYield(string parameter, int fills) =>
        Assert.Equal(fills, Run([100, 100, 100], [100, 100, 100], [(0.5, 0.0001)], 10m, 1m, parameter).Fills.Count);

    [Fact]
    public void Price_ThatRuns_BringsBothLegsBack()
    {
        var result = Run([100, 100, 130, 130, 130], [102, 102, 132.6, 132.6, 132.6], [], 0m, 1m);
        Assert.Equal(["1: buy 44@100 entry", "2: sell 44@102 entry", "1: sell 11@130 drift", "2: buy 11@132.6 drift"], BookMarket.TextOf(result));
    }

    [Fact]
    public void Books_OfBothSides_AreWalkedForTheWholeQuantity()
    {
        BookMarket Market(int deep) => new BookMarket { Fees = FeePresets.Flat(10m) }
            .With("BTC/USDT@x", new BookScenario().Snapshot(0, [(99, 90)], [(100, 10), (101, 90)]).Bid(600, (98, 1)))
            .With("BTC/USDT:USDT@x", new BookScenario().Snapshot(0, [(103, 10), (102, deep)], [(104, 90)]).Bid(600, (90, 1)))
            .Owning("x", 10_000m, "USDT");
        var result = Market(90).Run("spot-perpetual-carry", "enter=0.09");
        Assert.Equal(["1: buy 10@100 entry", "1: buy 33@101 entry", "2: sell 10@103 entry", "2: sell 33@102 entry"], BookMarket.TextOf(result));
        Assert.Empty(Market(20).Run("spot-perpetual-carry", "enter=0.09").Fills);
    }

    [Theory]
    [InlineData("exposure=0.5", "exposure (0.5): with fees it needs 1.002 times the account's equity, and leverage is 1")]
    [InlineData("exposure=3", "it needs 6.012 times")]
    public void Exposure_BeyondWhatTheAccountCarries_IsRefused(string parameter, string why) =>
        Assert.Contains(why, Assert.Throws<BadInputException>(() => Run([100, 100, 100], [102, 102, 102], [], 10m, 1m, parameter)).Message, StringComparison.Ordinal);

    /// <summary>Both open 15% higher than they closed: the spot is bought, and the perpetual is more than the account then carries. That is seen an hour later, and an hour is waited, then two, four, eight.</summary>
    [Fact]
    public void Entry_WhoseHedgeFails_IsTriedAgainLaterAndLater()
    {
        var prices = Enumerable.Range(0, 60).Select(hour => Math.Pow(1.15, hour)).ToArray();
        var result = Run([.. prices.Select(price => 100 * price)], [.. prices.Select(price => 102 * price)], [], 10m, 0.000001m, "exposure=0.49");
        var entries = result.Fills.Where(fill => fill.Tag == "entry").Select(fill => (fill.Time - Start).Nanoseconds / Duration.NanosecondsPerHour).ToList();
        Assert.All(result.Fills, fill => Assert.Equal(0, fill.Instrument.Value));
        Assert.Equal([1L, 3, 6, 11, 20, 37], entries);
    }

    [Theory]
    [InlineData(51, 0)]
    [InlineData(52, 7)]
    public void Carry_WrittenASecondTime_DecidesTheSame(ulong seed, int hole)
    {
        var (spot, perpetual, funding) = Random(seed, 4_000);
        var result = Run(spot, perpetual, funding, 0m, null, hole, "funding-count=5", "enter=0.3", "exit=0.05", "horizon-days=10", "drift=0.1");
        Assert.Empty(result.Refusals);
        var expected = Naive(spot, perpetual, funding, hole);
        var actual = result.Fills.Select(fill => $"{(fill.Time - Start).Nanoseconds / Duration.NanosecondsPerHour}: {fill.Side} {fill.Instrument.Value + 1} {fill.Tag}").ToList();
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++) Assert.True(expected[i] == actual[i], $"fill {i}: {actual[i]} instead of {expected[i]}");
        Assert.Equal(expected.Count, actual.Count);
        Assert.True(actual.Count(text => text.EndsWith("entry", StringComparison.Ordinal)) >= 60, $"{actual.Count} fills are too few to prove anything");
        Assert.Contains(actual, text => text.EndsWith("drift", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BTC/USDT@x", "ETH/USDT:USDT@x", "spot and perpetual of one coin")]
    [InlineData("BTC/USDT@x", "ETH/USDT@x", "one spot instrument, and there are 2")]
    [InlineData("BTC/USDT@x", "BTC/USDT:BTC@x", "one linear perpetual, and there are 0")]
    public void Instruments_ThatDoNotFit_AreRefused(string first, string second, string why)
    {
        var book = new BookScenario().Snapshot(0, [(1, 1)], [(2, 1)]);
        Assert.Contains(why, Assert.Throws<BadInputException>(() => new BookMarket().With(first, book).With(second, book).Owning("x", 1m, "USDT").Run("spot-perpetual-carry")).Message, StringComparison.Ordinal);
    }

    /// <summary>Closes with plain loops: no fees, flat bars, orders fill at the next bar that an instrument has.</summary>
    private static List<string> Naive(double[] spot, double[] perpetual, (double Hour, double Rate)[] funding, int hole)
    {
        var fills = new List<string>();
        double cash = 100_000, coins = 0, owed = 0, shortPrice = 0, lastSpot = 0, lastPerpetual = 0;
        (double Target, string Tag)? spotOrder = null, perpetualOrder = null;
        var paid = 0;
        for (var hour = 0; hour < spot.Length; hour++)
        {
            var hasPerpetual = HasPerpetual(hour, hole);
            // Funding at the full hour comes before the bar that closes then; it is paid on what was held, at the last price known.
            if (spotOrder is { } buy)
            {
                if (buy.Target != coins) fills.Add($"{hour}: {(buy.Target > coins ? "Buy" : "Sell")} 1 {buy.Tag}");
                cash -= (buy.Target - coins) * spot[hour];
                (coins, spotOrder) = (buy.Target, null);
            }
            if (hasPerpetual && perpetualOrder is { } sell)
            {
                if (sell.Target != owed) fills.Add($"{hour}: {(sell.Target > owed ? "Sell" : "Buy")} 2 {sell.Tag}");
                if (sell.Target > owed) shortPrice = (shortPrice * owed + perpetual[hour] * (sell.Target - owed)) / sell.Target;
                else cash += (owed - sell.Target) * (shortPrice - perpetual[hour]);
                (owed, perpetualOrder) = (sell.Target, null);
            }
            while (paid < funding.Length && funding[paid].Hour < hour + 1)
            {
                cash += owed * lastPerpetual * funding[paid].Rate;
                paid++;
            }
            lastSpot = spot[hour];
            if (hasPerpetual) lastPerpetual = perpetual[hour];
            if (!hasPerpetual || spotOrder is not null || perpetualOrder is not null) continue;
            var known = funding.Take(paid).Select(each => each.Rate).TakeLast(5).ToArray();
            var basis = perpetual[hour] / spot[hour] - 1;
            var yield = (known.Length == 0 ? 0 : known.Average() * 3 * 365) + 36.5 * basis;
            var equity = cash + coins * lastSpot + owed * (shortPrice - lastPerpetual);
            var wanted = Math.Floor(0.45 * equity / Math.Max(lastSpot, lastPerpetual) * 1e8) / 1e8;
            if (coins == 0 && owed == 0)
            {
                if (yield >= 0.3) Order(wanted, "entry");
            }
            else if (coins == 0 || owed == 0) Order(0, "leg missing");
            else if (yield <= 0.05) Order(0, "exit");
            else if (Math.Abs(coins * lastSpot / equity / 0.45 - 1) > 0.1) Order(wanted, "drift");
        }
        return fills;

        void Order(double target, string tag) => (spotOrder, perpetualOrder) = ((target, tag), (target, tag));
    }

    private static bool HasPerpetual(int hour, int hole) => hole == 0 || hour % 53 < 53 - hole;

    /// <summary>A spot price that walks, a basis and a funding rate that come back, payments every eight hours at the half hour.</summary>
    private static (double[] Spot, double[] Perpetual, (double, double)[] Funding) Random(ulong seed, int hours)
    {
        var random = new SeededRandom(seed, "carry");
        var (price, basis, rate) = (100.0, 0.0, 0.0);
        var (spot, perpetual, funding) = (new double[hours], new double[hours], new List<(double, double)>());
        for (var hour = 0; hour < hours; hour++)
        {
            spot[hour] = price *= Math.Exp(0.01 * random.NextNormal());
            basis = 0.9 * basis + 0.003 * random.NextNormal();
            perpetual[hour] = price * (1 + basis);
            rate = 0.99 * rate + 0.00005 * random.NextNormal();
            if (hour % 8 == 3) funding.Add((hour + 0.5, rate));
        }
        return (spot, perpetual, [.. funding]);
    }

    private static BacktestResult Run(double[] spot, double[] perpetual, (double Hour, double Rate)[] funding, decimal feeBasisPoints, decimal? step, params string[] parameters) =>
        Run(spot, perpetual, funding, feeBasisPoints, step, 0, parameters);

    private static BacktestResult Run(double[] spot, double[] perpetual, (double Hour, double Rate)[] funding, decimal feeBasisPoints, decimal? step, int hole, params string[] parameters)
    {
        var fees = FeePresets.Flat(feeBasisPoints);
        var rules = TradingRules.None with { QuantityStep = step };
        BarColumns Bars(double[] prices, int missing) => BarColumns.FromBars(Interval.Hours(1), [.. Enumerable.Range(0, prices.Length).Where(hour => HasPerpetual(hour, missing))
            .Select(hour => new Bar(Start + Duration.FromHours(hour), prices[hour], prices[hour], prices[hour], prices[hour], 1e9))]);
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@x"), [rules]), new Instrument(InstrumentId.Parse("BTC/USDT:USDT@x"), [rules])],
                BaseIntervals = [Interval.Hours(1), Interval.Hours(1)],
                Accounts = [new AccountSetup(new AccountId("main"), "x", AccountKind.Margin, [new Money(step is null ? 100_000m : 10_000m, "USDT")], fees.Rates, FundsPolicy.InitialMargin)],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), fees),
            Bars = [Bars(spot, 0), Bars(perpetual, hole)],
            Funding = [.. funding.Select(each => (new InstrumentIndex(1), new FundingRate(Start + new Duration((long)(each.Hour * Duration.NanosecondsPerHour)), each.Rate, double.NaN)))],
            Strategies = [StrategyCatalog.Create("spot-perpetual-carry", parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])))],
        });
    }
}
