using Tidemark.Research.Backtests;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Tests.Research.Backtests;

/// <summary>What would have no effect is refused: a person who asks for it expects one.</summary>
public sealed class SessionDescriberTests
{
    private static readonly BacktestRequest Spot = new() { Strategy = "ma-cross", Interval = Interval.Hours(1) };

    [Fact]
    public void Describe_OptionsOfContractsWithoutAContract_AreRefused()
    {
        Assert.StartsWith("--margin isolated: nothing traded is a contract, such as BTC/USD:USD@bitfinex", Refusal(Spot with { Margin = MarginMode.Isolated }), StringComparison.Ordinal);
        Assert.StartsWith("--margin-tiers: nothing traded is a contract", Refusal(Spot with { MarginTiers = typeof(SessionDescriberTests).Assembly.Location + ".json" }, tiers: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_InterestOnASpotAccount_IsRefused() =>
        Assert.StartsWith("--borrow-rate needs --account margin", Refusal(Spot with { BorrowRates = ["0.0002"] }), StringComparison.Ordinal);

    [Fact]
    public void Build_WithMoreHistoryThanThereIs_IsRefused() =>
        Assert.Contains("there are 0 bars of 1h, and 300 are needed before the first that is traded",
            Assert.Throws<BadInputException>(() => BacktestBuilder.Build(Spot with { HistoryBars = 300 }, [Input])).Message, StringComparison.Ordinal);

    private static SeriesInput Input => new(new Instrument(InstrumentId.Parse("BTC/USD@bitfinex")), BarColumns.FromBars(Interval.Hours(1), []), "", false, false, 0);

    private static string Refusal(BacktestRequest request, bool tiers = false)
    {
        if (tiers) File.WriteAllText(request.MarginTiers!, """{"source":"test","maintenanceAt":"mark","instruments":{"*":[{"notionalFrom":0,"rate":0.01,"maximumLeverage":10}]}}""");
        return Assert.Throws<BadInputException>(() => SessionDescriber.Describe(request, [Input])).Message;
    }
}
