using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation;

[Collection(Allocated.Alone)]
public sealed class AllocationTests
{
    /// <summary>Whatever a run needs besides its bars: the same for a short and a long one.</summary>
    private const int BarsOfShortRun = 20_000;

    private const int BarsOfLongRun = 120_000;

    [Fact]
    public void Run_WithoutOrders_AllocatesNothingPerBarButItsEquity()
    {
        var market = new SyntheticMarket(new SyntheticMarketOptions(7, Interval.Minutes(1), Instant.FromDate(2020, 1, 1))).Generate(BarsOfLongRun);
        var small = AllocatedBy(market.Slice(0, BarsOfShortRun));
        var large = AllocatedBy(market);
        Assert.Equal((BarsOfLongRun - BarsOfShortRun) * sizeof(double), large - small);
    }

    private static long AllocatedBy(BarColumns bars)
    {
        var instrument = InstrumentId.Parse("BTC/USDT@synthetic");
        var plan = new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(instrument)],
                BaseIntervals = [bars.Interval],
                Accounts = [new AccountSetup(new AccountId("main"), instrument.Venue, AccountKind.Spot, [new Money(10_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.OwnedAssets)],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), new BasisPointSlippage(2), FeePresets.Flat(10m)),
            Bars = [bars],
            Strategies = [new Watcher()],
        };
        return Allocated.By(() => Backtest.Run(plan with { Strategies = [new Watcher()] }));
    }

    /// <summary>Looks at everything and never trades.</summary>
    private sealed class Watcher : Strategy
    {
        private double seen;

        protected internal override void OnStart()
        {
            Crossover(Sma(10), Sma(30));
            Rsi(14);
            Atr(14);
            Ema(20);
        }

        protected internal override void OnBar(in BarClosed bar) => seen += bar.Close + (Position(bar.Instrument).IsFlat ? 1 : 0);

        protected internal override void OnBarsClosed(Instant closeTime) => seen += closeTime.Nanoseconds;
    }
}
