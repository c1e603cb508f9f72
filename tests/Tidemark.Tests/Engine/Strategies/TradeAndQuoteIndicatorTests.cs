using Tidemark.Engine.Events;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Indicators.OrderFlow;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Engine.Strategies;

/// <summary>Indicators of trades and quotes are fed before the strategy hears of the trade or quote, those of their instrument alone.</summary>
public sealed class TradeAndQuoteIndicatorTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void Trade_OfTheInstrument_IsInTheIndicatorWhenTheStrategyHearsOfIt()
    {
        var strategy = new Listener();
        var session = SessionOf(strategy);
        session.Start();
        session.Process(EngineEvent.ForTrade(new InstrumentIndex(0), new Trade(Start, 100, 2, Side.Buy, 1), Start));
        session.Process(EngineEvent.ForTrade(new InstrumentIndex(1), new Trade(Start, 100, 50, Side.Sell, 2), Start));
        session.Process(EngineEvent.ForTrade(new InstrumentIndex(0), new Trade(Start, 100, 1, Side.Sell, 3), Start));
        Assert.Equal([double.NaN, double.NaN, 1.0], strategy.Net);
    }

    [Fact]
    public void Quote_OfTheInstrument_IsInTheIndicatorWhenTheStrategyHearsOfIt()
    {
        var strategy = new Listener();
        var session = SessionOf(strategy);
        session.Start();
        session.Process(EngineEvent.ForQuote(new InstrumentIndex(0), new Quote(Start, 100, 5, 101, 7), Start));
        session.Process(EngineEvent.ForQuote(new InstrumentIndex(1), new Quote(Start, 10, 5, 11, 7), Start));
        session.Process(EngineEvent.ForQuote(new InstrumentIndex(0), new Quote(Start, 100, 8, 101, 7), Start));
        Assert.Equal([double.NaN, double.NaN, 3.0], strategy.Imbalance);
    }

    private static SimulatedSession SessionOf(Strategy strategy)
    {
        var fees = FeePresets.Flat(0m);
        var setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Spot("BTC", "USDT", "test")), new Instrument(InstrumentId.Spot("ETH", "USDT", "test"))],
            BaseIntervals = [Interval.Minutes(1), Interval.Minutes(1)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(1_000m, "USDT")], fees.Rates, FundsPolicy.OwnedAssets)],
            Currency = "USDT",
        };
        return new SimulatedSession(setup, new VenueOptions(new NextOpenFillModel(), new NoSlippage(), fees), [strategy], SilentRecorder.Instance);
    }

    private sealed class Listener : Strategy
    {
        private OrderFlowImbalance flow = null!;
        private QuoteImbalance quotes = null!;

        public List<double> Net { get; } = [];

        public List<double> Imbalance { get; } = [];

        protected internal override void OnStart()
        {
            flow = Track(new OrderFlowImbalance(2), new InstrumentIndex(0), Interval.Hours(1));
            quotes = Track(new QuoteImbalance(1), new InstrumentIndex(0));
        }

        protected internal override void OnTrade(InstrumentIndex instrument, in Trade trade) => Net.Add(flow.Net);

        protected internal override void OnQuote(InstrumentIndex instrument, in Quote quote) => Imbalance.Add(quotes.Value);
    }
}
