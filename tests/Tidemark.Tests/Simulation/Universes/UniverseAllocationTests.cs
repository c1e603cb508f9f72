using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Universes;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation.Universes;

[Collection(Allocated.Alone)]
public sealed class UniverseAllocationTests
{
    private const int Count = 25;
    /// <summary>Longer than the rows that are held of each series at once.</summary>
    private const int InstantsOfShortRun = 700;
    private const int InstantsOfLongRun = 1_500;
    private static readonly Instant Start = Instant.FromDate(2020, 1, 1);

    [Fact]
    public void CrossSection_LookedAtByEveryInstant_AllocatesNothingButEquityAndItsTimes()
    {
        var market = Enumerable.Range(0, Count).Select(number => new SyntheticMarket(new SyntheticMarketOptions((ulong)number, Interval.Hours(1), Start)).Generate(InstantsOfLongRun)).ToArray();
        var small = AllocatedBy([.. market.Select(bars => bars.Slice(0, InstantsOfShortRun))]);
        var large = AllocatedBy(market);
        Assert.Equal((InstantsOfLongRun - InstantsOfShortRun) * (sizeof(double) + sizeof(long)), large - small);
    }

    private static long AllocatedBy(BarColumns[] bars)
    {
        var plan = new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [.. bars.Select((_, number) => new Instrument(InstrumentId.Parse($"C{number}/USDT@test")))],
                BaseIntervals = [.. bars.Select(columns => columns.Interval)],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(10_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.OwnedAssets)],
                Currency = "USDT",
                Universe = new UniverseSchedule { Name = "test", From = Start, Refresh = Interval.Days(1), Silence = Interval.Days(3), Changes = Changes },
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), new BasisPointSlippage(2), FeePresets.Flat(10m)),
            Bars = bars,
            Strategies = [new Watcher()],
        };
        return Allocated.By(() => Backtest.Run(plan with { Strategies = [new Watcher()] }));
    }

    /// <summary>Each day one leaves and another comes.</summary>
    private static readonly ImmutableArray<UniverseChange> Changes = [new UniverseChange(Start, [.. Enumerable.Range(0, Count - 1)], []),
        .. Enumerable.Range(1, 60).Select(day => new UniverseChange(Start + Duration.FromDays(day), [(day + Count - 2) % Count], [(day + Count - 1) % Count]))];

    /// <summary>Looks at the whole cross-section and never trades.</summary>
    private sealed class Watcher : Strategy
    {
        private double seen;

        protected internal override void OnBarsClosed(Instant closeTime)
        {
            foreach (var member in Members)
                if (IsMember(member) && LastCloseTime(member) == closeTime) seen += LastBar(member).Close * WeightOf(member);
        }
    }
}
