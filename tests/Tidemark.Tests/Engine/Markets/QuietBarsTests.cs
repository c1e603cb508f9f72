using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Engine.Markets;

/// <summary>Bars that are taken in a row give what each of them gives on the whole way through the engine.</summary>
public sealed class QuietBarsTests
{
    private const int BarCount = 4_000;
    private static readonly Instant From = Instant.FromDate(2024, 1, 1);

    public static TheoryData<int, double, bool> Cases()
    {
        var cases = new TheoryData<int, double, bool>();
        for (var seed = 1; seed <= 8; seed++)
        {
            cases.Add(seed, 0.02, seed % 2 == 0);
            cases.Add(seed, 0.3, seed % 2 == 1);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_BarsInARow_GivesWhatTheWholeWayGives(int seed, double activity, bool areOrdersNative)
    {
        var (quiet, whole) = (new List<string>(), new List<string>());
        var first = Run(new Whim((ulong)seed, quiet, activity), (ulong)seed, areOrdersNative);
        var second = Run(new HearingWhim((ulong)seed, whole, activity), (ulong)seed, areOrdersNative);

        Assert.Equal(whole, quiet);
        Assert.True(first.Fills.Count > 5);
        Assert.Equal(second.Fills.Select(fill => fill with { }), first.Fills);
        Assert.Equal(second.Equity.Values.ToArray(), first.Equity.Values.ToArray());
        Assert.Equal(second.InstantsInMarket, first.InstantsInMarket);
        Assert.Equal(second.RoundTrips.ToArray(), first.RoundTrips.ToArray());
        Assert.Equal((second.FinalCash, second.BarCount, second.OrdersSubmitted), (first.FinalCash, first.BarCount, first.OrdersSubmitted));
    }

    private static BacktestResult Run(Whim strategy, ulong seed, bool areOrdersNative)
    {
        var market = new SyntheticMarket(new SyntheticMarketOptions(seed, Interval.Minutes(1), From, SyntheticMarketOptions.DefaultStartPrice));
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"), [])],
                BaseIntervals = [Interval.Minutes(1)],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(1_000_000m, "USDT"), new Money(5m, "BTC")], FeePresets.Flat(0.001m).Rates, FundsPolicy.OwnedAssets, 1m)],
                Currency = "USDT",
                TradingStart = From + Duration.FromMinutes(50),
            },
            Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), FeePresets.Flat(0.001m)) { Capabilities = new VenueCapabilities(areOrdersNative ? VenueFeatures.All : VenueFeatures.None) },
            Bars = [market.Generate(BarCount)],
            Strategies = [strategy],
            Signals = [.. Enumerable.Range(1, 20).Select(i => new Signal(default, default, PositionSide.Long, 1, 1, Duration.FromMinutes(5), From + Duration.FromSeconds(9_123 * i), new ReasonId("test")))],
        });
    }
}
