using System.Text;
using System.Text.Json;
using Tidemark.Analytics.Regimes;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Attribution;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;
using Tidemark.Statistics.Randomness;
using Tidemark.Tests.Research.Results;

namespace Tidemark.Tests.Research.Attribution;

public sealed class RunAttributionTests
{
    private static readonly BacktestRequest Crossing = new()
    {
        Strategy = "ma-cross",
        Parameters = [new("fast", "5"), new("slow", "20")],
        Instruments = [Samples.Bitcoin, Samples.Ether],
        Interval = Interval.Hours(1),
    };

    private static readonly KeyValuePair<string, string>[] TwoStrategies =
        [new("ma-cross.fast", "5"), new("ma-cross.slow", "20"), new("rsi-reversion.stop-loss", "0.01"), new("rsi-reversion.take-profit", "0.02"), new("rsi-reversion.bracket", "true")];

    public static TheoryData<string> Requests() => [.. Cases.Keys];

    private static readonly Dictionary<string, BacktestRequest> Cases = new()
    {
        ["plain"] = Crossing,
        ["short"] = Crossing with { Parameters = [.. Crossing.Parameters, new("direction", "long-short")], Leverage = 2m, Sizing = new SizingRule(SizingKind.Stake, 40_000m) },
        ["fee received"] = Crossing with { FeeAsset = "received" },
        ["fixed quantity"] = Crossing with { Sizing = new SizingRule(SizingKind.FixedQuantity, 3.7m), Slippage = "volume-share:0.5" },
        ["stops"] = Crossing with { Strategy = "rsi-reversion", Parameters = [new("stop-loss", "0.01"), new("take-profit", "0.02"), new("bracket", "true")] },
        ["coins at the start"] = Crossing with { Balances = [new OwnedAsset(new Money(12.345m, "BTC"))] },
        ["fees in a coin"] = Crossing with { FeeAsset = "ETH", Balances = [new OwnedAsset(new Money(5m, "ETH"))] },
        ["held"] = Crossing with { Strategy = "buy-and-hold", Parameters = [] },
        ["two strategies"] = Crossing with { Strategy = "ma-cross+rsi-reversion", Parameters = [.. TwoStrategies] },
        ["against each other"] = Crossing with { Strategy = "ma-cross+rsi-reversion", Parameters = [.. TwoStrategies, new("ma-cross.direction", "long-short")], Leverage = 2m },
        ["in coins"] = Crossing with { Currency = "BTC" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Lines_OfAnyRun_SumToTheProfitToTheLastDigit(string name)
    {
        var report = Run(Cases[name]);
        var attribution = report.Attribution!;
        var rest = attribution.Rest.Sum(line => line.Amount);
        Assert.Equal(attribution.NetProfit, attribution.RoundTrips + rest);
        foreach (var dimension in attribution.Dimensions)
        {
            Assert.Equal(attribution.NetProfit, dimension.Lines.Sum(line => line.Pnl) + rest);
            Assert.Equal(report.Result.RoundTrips.Count, dimension.Lines.Sum(line => line.RoundTrips));
        }
        var open = attribution.Rest.Single(line => line.Kind == RestKind.OpenPositions).Amount;
        Assert.Equal(open, attribution.By("byInstrument").Sum(line => line.OpenPnl));
        Assert.Equal(open, attribution.By("byStrategy").Sum(line => line.OpenPnl));
        Assert.Equal(attribution.NetProfit, attribution.Regimes.Sum(regime => regime.NetProfit));
        Assert.Equal(report.Days.Count, attribution.Regimes.Sum(regime => regime.Periods));
        var wealth = attribution.Regimes.Aggregate(1.0, (product, regime) => product * (1 + regime.Return));
        Assert.Equal(report.Statistics.TotalReturn, wealth - 1, 9);
        Assert.Equal(report.Statistics.FinalEquity, (double)attribution.FinalEquity, report.Statistics.FinalEquity * 1e-12);
        Assert.Equal(report.Statistics.InitialEquity, (double)attribution.InitialEquity, report.Statistics.InitialEquity * 1e-12);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("short")]
    [InlineData("fee received")]
    [InlineData("fixed quantity")]
    [InlineData("stops")]
    [InlineData("held")]
    [InlineData("two strategies")]
    [InlineData("against each other")]
    public void Other_WhereOneCurrencyIsTraded_IsNothingButRounding(string name)
    {
        var report = Run(Cases[name]);
        Assert.InRange(Math.Abs(report.Attribution!.Rest.Single(line => line.Kind == RestKind.Other).Amount), 0m, 0.000001m);
        Assert.NotEmpty(report.Result.Fills);
    }

    [Fact]
    public void ByStrategy_OfTwoOnOneAccount_ShowsBothAndTheirStopsWork()
    {
        var report = Run(Cases["against each other"]);
        var byStrategy = report.Attribution!.Dimensions.Single(dimension => dimension.Name == "byStrategy");
        Assert.Equal(["ma-cross", "rsi-reversion"], byStrategy.Lines.Select(line => line.Name).Order());
        // An exit that found nothing to reduce on the net position would leave its strategy with a position for ever.
        Assert.Contains(report.Result.RoundTrips, trip => trip.Strategy == 1 && trip.ExitReason == "stop-loss" && report.Result.RoundTrips.Any(other => other.Strategy == 0 && other.Side == PositionSide.Short && other.Instrument == trip.Instrument && other.EntryTime < trip.ExitTime && other.ExitTime > trip.ExitTime));
        Assert.All(report.Result.RoundTrips.Where(trip => trip.Strategy == 1), trip => Assert.Contains(trip.ExitReason, (string[])["stop-loss", "take-profit", "exit"]));
    }

    [Fact]
    public void Json_OfARun_CarriesTheSameExactNumbers()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Run(Cases["short"]).WriteJson(writer);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        var attribution = document.RootElement.GetProperty("attribution");
        var profit = attribution.GetProperty("netProfit").GetDecimal();
        var rest = attribution.GetProperty("rest").EnumerateObject().Sum(line => line.Value.GetDecimal());
        foreach (var name in (string[])["byInstrument", "byStrategy", "bySide", "byEntryTag", "byExitReason", "byEntryRegime", "byEntryWeekday", "byEntryHour"])
            Assert.Equal(profit, attribution.GetProperty(name).EnumerateArray().Sum(line => line.GetProperty("pnl").GetDecimal()) + rest);
        Assert.Equal(profit, attribution.GetProperty("byRegime").EnumerateArray().Sum(line => line.GetProperty("netProfit").GetDecimal()));
        Assert.Equal(attribution.GetProperty("finalEquity").GetDecimal() - attribution.GetProperty("initialEquity").GetDecimal(), profit);
        Assert.Equal(["fees", "slippage", "funding", "interest", "liquidation", "transfers"], attribution.GetProperty("costs").EnumerateObject().Select(cost => cost.Name));
    }

    [Fact]
    public void Slippage_OfBasisPoints_IsThatShareOfEachTakersFill()
    {
        var report = Run(Crossing with { Slippage = "bps:10" });
        Assert.All(report.Result.Fills, fill => Assert.Equal((double)fill.Notional * 0.001, (double)fill.Slippage, (double)fill.Notional * 3e-6));
        Assert.Equal(report.Result.Fills.Sum(fill => (double)fill.Slippage), report.Statistics.Slippage, 6);
        Assert.All(Run(Crossing with { Slippage = "none" }).Result.Fills, fill => Assert.Equal(0m, fill.Slippage));
    }

    [Fact]
    public void Rest_FundingAndInterest_HaveLinesOfTheirOwn()
    {
        var equity = Samples.Equity("1d", 1000, 1000, 990);
        var result = Samples.Result(equity, roundTrips: [Samples.RoundTrip(5m)]) with
        {
            OtherCosts = [new AccountCost(CostKind.Funding, 10m), new AccountCost(CostKind.Funding, -3m), new AccountCost(CostKind.Interest, 2m)],
            OpenPositions = [new OpenPosition(new InstrumentIndex(0), new Quantity(1m), new Price(100m), 95, -5) { RealizedPnl = 1m, Fees = 0.5m }],
        };
        var attribution = RunReport.Create(result, Samples.Description("1d", equity), []).Attribution!;
        Assert.Equal([-4.5m, -7m, -2m, 0m, 0m, -1.5m], attribution.Rest.Select(line => line.Amount));
        Assert.Equal([0m, 0m, 7m, 2m, 0m, 0m], attribution.Costs.Select(line => line.Amount));
    }

    [Fact]
    public void Regime_OfATradeOrADay_IsTheOneKnownBeforeIt()
    {
        // The last day's jump must not tell which regime that day was in.
        var closes = Enumerable.Range(0, 120).Select(day => 100 * Math.Exp(0.01 * day + 0.002 * Math.Sin(day))).ToArray();
        var calm = RunReport.Create(Samples.Result(Samples.Equity("1d", [.. closes.Select(_ => 1000.0)])), Samples.Description("1d", Samples.Equity("1d", closes), Samples.Bitcoin), [Samples.Bars("1d", closes)]);
        closes[^1] *= 0.2;
        var crash = RunReport.Create(Samples.Result(Samples.Equity("1d", [.. closes.Select(_ => 1000.0)])), Samples.Description("1d", Samples.Equity("1d", closes), Samples.Bitcoin), [Samples.Bars("1d", closes)]);
        Assert.Equal(calm.Attribution!.Regimes.Select(regime => (regime.Regime, regime.Periods)), crash.Attribution!.Regimes.Select(regime => (regime.Regime, regime.Periods)));
    }

    [Fact]
    public void Attribution_HistoryBeforeTheRun_MakesTheFirstDaysKnown()
    {
        var request = Crossing with { Instruments = [Samples.Bitcoin], From = Samples.Start + Duration.FromDays(60) };
        var inputs = Inputs().Take(1).ToArray();
        var report = RunReport.Create(BacktestBuilder.Build(request, inputs).Run(request), "build");
        Assert.DoesNotContain(report.Attribution!.Regimes, regime => regime.Regime == Regime.Unknown);
        Assert.Equal(BacktestBuilder.Build(request, inputs).DataHash, report.Description.DataHash);
    }

    [Fact]
    public void Attribution_WithoutBarsOrWithEquityThatIsNoNumber_IsNone()
    {
        Assert.Null(Samples.Report("1h", Samples.Equity("1h")).Attribution);
        Assert.Null(Samples.Report("1h", Samples.Equity("1h", 1000, double.NaN)).Attribution);
    }

    private static RunReport Run(BacktestRequest request) => RunReport.Create(BacktestBuilder.Build(request, Inputs()).Run(request), "build");

    private static SeriesInput[] Inputs() => [Input(Samples.Bitcoin, 1), Input(Samples.Ether, 2)];

    private static SeriesInput Input(InstrumentId instrument, ulong seed)
    {
        var random = new SeededRandom(seed, "attribution");
        var price = 100.0 / seed;
        var bars = new List<Bar>();
        for (var hour = 0; hour < 2_500; hour++)
        {
            var open = price;
            price *= Math.Exp(0.01 * random.NextNormal());
            bars.Add(Bar.Create(Samples.Start + Duration.FromHours(hour), open, Math.Max(open, price) * 1.002, Math.Min(open, price) * 0.998, price, 1e6));
        }
        return new SeriesInput(new Instrument(instrument), BarColumns.FromBars(Interval.Hours(1), bars), "sample", false, false, 0);
    }
}
