using System.Collections.Immutable;
using Tidemark.Engine.Events;
using Tidemark.Simulation.Markets;

namespace Tidemark.Node.Markets;

/// <summary>Generated markets without end, one for each instrument; the same options give the same bars after every restart.</summary>
public sealed class GeneratedMarket : ISessionMarket
{
    private readonly ImmutableArray<SyntheticMarketOptions> options;
    private readonly SyntheticMarket[] markets;
    private int next;

    /// <param name="options">By instrument; of one interval and from one time.</param>
    /// <exception cref="BadInputException">The options cannot be used.</exception>
    public GeneratedMarket(params ImmutableArray<SyntheticMarketOptions> options)
    {
        this.options = options;
        markets = [.. options.Select(each => new SyntheticMarket(each))];
    }

    public string Description => options.Length == 1
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"generated market (seed {options[0].Seed})")
        : $"generated markets (seeds {string.Join(", ", options.Select(each => each.Seed))})";

    public bool IsSimulated => true;

    public Instant? NextTime => options[next].Interval.CloseOf(markets[next].NextOpenTime);

    public EngineEvent Read()
    {
        var close = NextTime!.Value;
        markets[next].Next(out var bar);
        var taken = EngineEvent.ForBar(new InstrumentIndex(next), bar, close, close, closesInstant: next == markets.Length - 1);
        next = (next + 1) % markets.Length;
        return taken;
    }

    public void Skip(in EngineEvent seen)
    {
        if (!SeenEvents.AreSame(Read(), seen)) throw new InvalidDataException($"the generated market gives another bar at {seen.EventTime} than the session has seen: it was made by another version");
    }
}
