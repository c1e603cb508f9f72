using Tidemark.Research.Backtests;

namespace Tidemark.Tests.Research.Backtests;

/// <summary>A fee tier that was declared with trading rules is taken unless costs are named.</summary>
public sealed class DeclaredFeesTests
{
    private static readonly BacktestRequest Request = new() { Strategy = "buy-and-hold", Slippage = "none", Interval = Interval.Hours(1), Sizing = new(Tidemark.Engine.Sessions.SizingKind.FixedQuantity, 1m) };

    [Fact]
    public void DeclaredRates_WithoutNamedCosts_AreTaken()
    {
        var run = BacktestBuilder.Build(Request, [Input(0.003m)]).Run(Request);
        Assert.Equal(0.3m, Assert.Single(run.Result.Fills).Fee);
        Assert.Contains("fees: as declared with the trading rules of BTC/USDT@test", run.Notes);
        Assert.Equal(0.003m, run.Plan.Setup.Accounts[0].Fees.Taker);
    }

    [Fact]
    public void DeclaredRates_WithNamedCosts_AreNot()
    {
        var request = Request with { FeeBasisPoints = 5m };
        Assert.Equal(0.05m, Assert.Single(BacktestBuilder.Build(request, [Input(0.003m)]).Run(request).Result.Fills).Fee);
    }

    private static SeriesInput Input(decimal takerFeeRate)
    {
        var bars = BarColumns.FromBars(Interval.Hours(1), [.. Enumerable.Range(0, 4).Select(hour => Bar.Create(Instant.FromDate(2024, 1, 1) + Duration.FromHours(hour), 100, 100, 100, 100, 1e6))]);
        return new SeriesInput(new Instrument(InstrumentId.Parse("BTC/USDT@test"), [TradingRules.None with { TakerFeeRate = takerFeeRate }]), bars, "test", false, false, 0);
    }
}
