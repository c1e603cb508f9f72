using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Engine.Time;

namespace Tidemark.Engine.Strategies;

/// <summary>Calls the strategies about market data other than bars; none before trading starts.</summary>
internal sealed class MarketCalls(List<StrategyRuntime> strategies, Clock clock, Instant tradingStart)
{
    private static readonly List<StrategyRuntime> NoStrategies = [];

    public void Trade(InstrumentIndex instrument, in Trade trade)
    {
        foreach (var runtime in Ready(instrument)) runtime.Strategy.OnTrade(instrument, trade);
    }

    public void Quote(InstrumentIndex instrument, in Quote quote)
    {
        foreach (var runtime in Ready(instrument)) runtime.Strategy.OnQuote(instrument, quote);
    }

    public void Book(InstrumentIndex instrument, OrderBook book)
    {
        foreach (var runtime in Ready(instrument)) runtime.Strategy.OnBook(instrument, book);
    }

    public void Funding(in EngineEvent next)
    {
        var funding = next.AsFunding();
        foreach (var runtime in Ready(next.Instrument)) runtime.Strategy.OnFunding(next.Instrument, funding);
    }

    public void Observation(Observation observation)
    {
        if (clock.Now <= tradingStart) return;
        foreach (var runtime in strategies) runtime.Strategy.OnObservation(observation);
    }

    public void Signal(in EngineEvent next)
    {
        var signal = next.AsSignal();
        foreach (var runtime in Ready(next.Instrument)) runtime.Strategy.OnSignal(signal);
    }

    public void Ledger(LedgerEntry entry)
    {
        foreach (var runtime in strategies)
        {
            runtime.CurrentInstrument = entry.Instrument;
            runtime.Strategy.OnLedger(entry);
        }
    }

    private List<StrategyRuntime> Ready(InstrumentIndex instrument)
    {
        if (clock.Now <= tradingStart) return NoStrategies;
        foreach (var runtime in strategies) runtime.CurrentInstrument = instrument;
        return strategies;
    }
}
