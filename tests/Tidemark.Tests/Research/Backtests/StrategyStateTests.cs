using Tidemark.Engine.Journaling;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Markets;

namespace Tidemark.Tests.Research.Backtests;

/// <summary>A strategy begins with what one of the same name handed over at the end of an earlier session.</summary>
public sealed class StrategyStateTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@synthetic");

    [Fact]
    public void Build_WithStateOfAnEarlierSession_HandsItToTheStrategyBeforeItStarts()
    {
        var without = Backtest.Run(Build("managed-breakout", null).Plan);
        Assert.True(without.Fills.Count > 0);
        var draft = Build("managed-breakout", Saved("managed-breakout", "2030-01-01"));
        var with = Backtest.Run(draft.Plan);
        Assert.Empty(with.Fills);
        Assert.True(with.Refusals[OrderReason.NotConfirmed] > 0);
        Assert.Contains("strategy state: managed-breakout as at the end of backtest-1", draft.Notes);
        Assert.Equal(without.Fills.Count, Backtest.Run(Build("managed-breakout", Saved("managed-breakout", "2019-01-01")).Plan).Fills.Count);
    }

    [Fact]
    public void Build_OfSeveralStrategies_GivesEachTheStateOfItsName()
    {
        var states = Build("ma-cross+managed-breakout", Saved("managed-breakout", "2030-01-01")).Plan.States;
        Assert.Equal(1, Assert.Single(states).Strategy);
    }

    [Theory]
    [InlineData("ma-cross", "managed-breakout", "2030-01-01", "--strategy-state backtest-1: it has the state of managed-breakout, not of ma-cross")]
    [InlineData("managed-breakout", "managed-breakout", "soon", "--strategy-state backtest-1: managed-breakout cannot read what was saved")]
    public void Build_WithStateThatDoesNotFit_IsRefused(string strategy, string savedBy, string coolUntil, string message) =>
        Assert.StartsWith(message, Assert.Throws<BadInputException>(() => Build(strategy, Saved(savedBy, coolUntil))).Message, StringComparison.Ordinal);

    [Fact]
    public void Build_WithASessionThatSavedNothing_IsRefused() =>
        Assert.Contains("have saved nothing", Assert.Throws<BadInputException>(() => Build("ma-cross", new SavedStrategies("paper-1", []))).Message, StringComparison.Ordinal);

    private static SavedStrategies Saved(string strategy, string coolUntil) => new("backtest-1", [(strategy, [new NamedText($"cool-until {Bitcoin}", coolUntil)])]);

    private static BacktestDraft Build(string strategy, SavedStrategies? states)
    {
        var market = new SyntheticMarket(new SyntheticMarketOptions(7, Interval.Hours(1), Instant.FromDate(2020, 1, 1)));
        var bars = new List<Bar>();
        for (var number = 0; number < 1_000; number++)
        {
            market.Next(out var bar);
            bars.Add(bar);
        }
        var input = new SeriesInput(new Instrument(Bitcoin), BarColumns.FromBars(Interval.Hours(1), bars), "", false, true, 0);
        return BacktestBuilder.Build(new BacktestRequest { Strategy = strategy, Instruments = [Bitcoin], Interval = Interval.Hours(1), States = states }, [input]);
    }
}
