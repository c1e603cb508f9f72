using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation;

public sealed class TimerTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void Timer_DueInAGapOfTheData_ActsBeforeTheNextBarCanFill()
    {
        // The stop is canceled at minute 5; the bar that would trigger it opens at minute 8.
        var result = Run(new StopWithTimer(Start + Duration.FromMinutes(5)), [BarAt(0, 100), BarAt(1, 100), BarAt(8, 80)]);
        Assert.Single(result.Fills);
        Assert.Equal(Side.Buy, result.Fills[0].Side);
    }

    [Fact]
    public void Timer_DueAfterTheBarThatTriggers_ComesTooLate()
    {
        var result = Run(new StopWithTimer(Start + Duration.FromMinutes(10)), [BarAt(0, 100), BarAt(1, 100), BarAt(8, 80)]);
        Assert.Equal(2, result.Fills.Count);
        Assert.Equal(80m, result.Fills[1].Price.Value);
    }

    [Fact]
    public void InitialEquity_WithAnotherAsset_CountsItAtTheFirstClose()
    {
        var result = Run(new StopWithTimer(Instant.MaxValue), [BarAt(0, 100), BarAt(1, 120)], new Money(2m, "BTC"));
        Assert.Equal(1_000m, result.InitialCash);
        Assert.Equal(1_200, result.InitialEquity, 9);
    }

    private static Bar BarAt(int minute, double price) => Bar.Create(Start + Duration.FromMinutes(minute), price, price, price, price, 1_000);

    private static BacktestResult Run(Strategy strategy, Bar[] bars, params Money[] more) => Backtest.Run(new BacktestPlan
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
            BaseIntervals = [Interval.Minutes(1)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(1_000m, "USDT"), .. more], FeePresets.Flat(0m).Rates, FundsPolicy.OwnedAssets)],
            Currency = "USDT",
        },
        Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), FeePresets.Flat(0m)),
        Bars = [BarColumns.FromBars(Interval.Minutes(1), bars)],
        Strategies = [strategy],
    });

    /// <summary>Buys at once with a stop below, which a timer cancels.</summary>
    private sealed class StopWithTimer(Instant cancelAt) : Strategy
    {
        private Order? stop;

        protected internal override void OnBar(in BarClosed bar)
        {
            if (stop is not null) return;
            Buy(bar.Instrument, new Quantity(1m));
            stop = Submit(new OrderTerms(bar.Instrument, Side.Sell, new Quantity(1m)) { Type = OrderType.Stop, StopPrice = new Price(90m), ReduceOnly = true });
            if (cancelAt < Instant.MaxValue) SetTimer("cancel", cancelAt);
        }

        protected internal override void OnTimer(string name) => Cancel(stop!);
    }
}
