using Tidemark.Engine.Sessions;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Tests.Research.Backtests;

/// <summary>One backtest at several venues: an account at each, its own fees at each, and no venue spends what lies at another.</summary>
public sealed class SeveralVenuesTests
{
    private static readonly BacktestRequest Request = new()
    {
        Strategy = "buy-and-hold",
        Interval = Interval.Hours(1),
        Cash = 1_000m,
        FillModel = "next-open",
        Sizing = new SizingRule(SizingKind.FixedQuantity, 1m),
    };

    [Fact]
    public void Describe_TwoVenues_DividesTheCashAndPlacesBalances()
    {
        var described = SessionDescriber.Describe(Request with { Cash = 100.01m, Balances = [new OwnedAsset(new Money(2m, "BTC"), "kraken"), new OwnedAsset(new Money(3m, "ETH"))] },
            [Flat("BTC/USDT@binance"), Flat("ETH/USDT@binance"), Flat("BTC/USDT@kraken")]);
        Assert.Equal(["binance", "kraken", "binance (in transit)", "kraken (in transit)"], described.Setup.Accounts.Select(account => account.Id.Name));
        Assert.Equal([new Money(50.01m, "USDT"), new Money(3m, "ETH")], described.Setup.Accounts[0].Balances);
        Assert.Equal([new Money(50m, "USDT"), new Money(2m, "BTC")], described.Setup.Accounts[1].Balances);
        Assert.Contains(described.Notes, note => note == "accounts: 50.01 USDT and 3 ETH at binance; 50 USDT and 2 BTC at kraken");
        Assert.Equal((0.001m, 0.004m), (described.Setup.Accounts[0].Fees.Taker, described.Setup.Accounts[1].Fees.Taker));
    }

    [Fact]
    public void Describe_AnotherCurrency_NeedsItsOwnBalance()
    {
        SeriesInput[] inputs = [Flat("BTC/USDT@binance"), Flat("BTC/USD@kraken"), Flat("USDT/USD@kraken") with { IsConversion = true }];
        Assert.Equal("--cash is in USDT, and kraken is paid in USD: say with --balance USD@kraken=N what the account there begins with",
            Assert.Throws<BadInputException>(() => SessionDescriber.Describe(Request, inputs)).Message);
        var described = SessionDescriber.Describe(Request with { Balances = [new OwnedAsset(new Money(5m, "USD"), "kraken")] }, inputs);
        Assert.Equal(new Money(1_000m, "USDT"), Assert.Single(described.Setup.Accounts[0].Balances));
        Assert.Equal(new Money(5m, "USD"), Assert.Single(described.Setup.Accounts[1].Balances));
        Assert.Contains("no instrument of this run is traded at krakn",
            Assert.Throws<BadInputException>(() => SessionDescriber.Describe(Request with { Balances = [new OwnedAsset(new Money(5m, "USD"), "krakn")] }, inputs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_AtTwoVenues_TakesTheFeesOfEachFromItsOwnAccount()
    {
        var result = Run(Request, Flat("BTC/USDT@binance"), Flat("BTC/USDT@kraken"));
        Assert.Equal([0.1m, 0.4m], result.Fills.OrderBy(fill => fill.Instrument.Value).Select(fill => fill.Fee));
        Assert.Equal(1_000m - 2 * 100m - 0.5m, result.FinalCash);
        Assert.Equal(999.5, result.Equity.Values.Span[^1], 1e-9);
    }

    [Theory]
    [InlineData("kraken", 0.4, 0.4)]
    [InlineData("binance=bitfinex", 0.2, 0.4)]
    [InlineData("kraken=bitfinex,binance=coinbase", 1.2, 0.2)]
    public void Backtest_WithPresetsByVenue_TakesThem(string costs, double first, double second)
    {
        var result = Run(Request with { Costs = costs }, Flat("BTC/USDT@binance"), Flat("BTC/USDT@kraken"));
        Assert.Equal([(decimal)first, (decimal)second], result.Fills.OrderBy(fill => fill.Instrument.Value).Select(fill => fill.Fee));
    }

    [Theory]
    [InlineData("krakn=kraken", "--costs krakn=kraken: no instrument of this run is traded at krakn")]
    [InlineData("kraken=krakn", "there is no preset 'krakn'")]
    public void Backtest_WithCostsOfAnUnknownVenueOrName_IsRefused(string costs, string why) =>
        Assert.Contains(why, Assert.Throws<BadInputException>(() => Run(Request with { Costs = costs }, Flat("BTC/USDT@binance"), Flat("BTC/USDT@kraken"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Backtest_SpotAndContractsOfOneVenue_TakeTheFeesOfEachMarket()
    {
        var result = Run(Request with { Account = AccountKind.Margin }, Flat("BTC/USDT@binance"), Flat("BTC/USDT:USDT@binance"));
        Assert.Equal([0.1m, 0.05m], result.Fills.OrderBy(fill => fill.Instrument.Value).Select(fill => fill.Fee));
    }

    [Fact]
    public void Backtest_WithTooLittleAtOneVenue_RefusesThereAlone()
    {
        var result = Run(Request with { Cash = 190m, Balances = [new OwnedAsset(new Money(50m, "USDT"), "binance")] }, Flat("BTC/USDT@binance"), Flat("BTC/USDT@kraken"));
        Assert.Equal(0, Assert.Single(result.Fills).Instrument.Value);
        Assert.Equal(1, result.Refusals.Values.Sum());
    }

    private static BacktestResult Run(BacktestRequest request, params SeriesInput[] inputs) => BacktestBuilder.Build(request, inputs).Run(request).Result;

    private static SeriesInput Flat(string instrument)
    {
        var start = Instant.FromDate(2024, 1, 1);
        var bars = Enumerable.Range(0, 5).Select(hour => new Bar(start + Duration.FromHours(hour), 100, 101, 99, 100, 1_000));
        return new SeriesInput(new Instrument(InstrumentId.Parse(instrument)), BarColumns.FromBars(Interval.Hours(1), [.. bars]), "", false, false, 0);
    }
}
