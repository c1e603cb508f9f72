using Tidemark.Engine.Events;
using Tidemark.Simulation.Sources;

namespace Tidemark.Node.Markets;

/// <summary>Recorded bars, and funding rates where there are some, in the order in which a backtest takes them.</summary>
public sealed class ReplayMarket : ISessionMarket
{
    private readonly BarEventSource bars;
    private readonly IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> funding;
    private EngineEvent nextBar;
    private bool hasBar;
    private int nextRate;

    /// <param name="instruments">By index.</param>
    /// <param name="bars">By instrument; an instrument may have none.</param>
    /// <param name="funding">In the order of time.</param>
    public ReplayMarket(IReadOnlyList<InstrumentId> instruments, IReadOnlyList<BarColumns> bars, IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> funding)
    {
        this.bars = new BarEventSource(bars);
        this.funding = funding;
        Description = $"replay of recorded {(instruments.Count == 1 ? instruments[0] : $"bars of {instruments.Count} instruments")}{(instruments.Count == 1 ? " bars" : "")}";
        hasBar = TryReadBar();
    }

    public string Description { get; }

    public bool IsSimulated => true;

    public Instant? NextTime => IsRateNext ? funding[nextRate].Rate.Time : hasBar ? nextBar.ReceivedAt : null;

    /// <summary>What closes by the moment of a payment comes before it.</summary>
    private bool IsRateNext => nextRate < funding.Count && (!hasBar || funding[nextRate].Rate.Time < nextBar.ReceivedAt);

    public EngineEvent Read()
    {
        if (IsRateNext)
        {
            var (instrument, rate) = funding[nextRate];
            return EngineEvent.ForFunding(instrument, rate, rate.Time, nextRate++);
        }
        if (!hasBar) throw new InvalidOperationException("the replay is at its end");
        var taken = nextBar;
        hasBar = TryReadBar();
        return taken;
    }

    public void Skip(in EngineEvent seen)
    {
        if (NextTime is null || !SeenEvents.AreSame(Read(), seen))
            throw new InvalidDataException($"the recorded data of instrument {seen.Instrument.Value + 1} at {seen.EventTime} are no longer what the session has seen; it cannot go on with other data");
    }

    private bool TryReadBar()
    {
        if (!bars.TryRead(out var next)) return false;
        nextBar = next.ToEvent();
        return true;
    }
}
