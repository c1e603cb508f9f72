using Tidemark.Simulation.Markets;

namespace Tidemark.Node.Markets;

/// <summary>A generated market without end; the same options give the same bars after every restart.</summary>
public sealed class GeneratedMarket : ISessionMarket
{
    private readonly SyntheticMarketOptions options;
    private readonly SyntheticMarket market;

    /// <exception cref="BadInputException">The options cannot be used.</exception>
    public GeneratedMarket(SyntheticMarketOptions options)
    {
        this.options = options;
        market = new SyntheticMarket(options);
    }

    public string Description => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"generated market (seed {options.Seed})");

    public bool IsSimulated => true;

    public Instant? NextClose => options.Interval.CloseOf(market.NextOpenTime);

    public Bar Read()
    {
        market.Next(out var bar);
        return bar;
    }

    public void SkipThrough(in Bar last)
    {
        Bar bar = default;
        while (market.NextOpenTime <= last.OpenTime) market.Next(out bar);
        if (bar != last) throw new InvalidDataException($"the generated market gives another bar at {last.OpenTime} than the session has seen: it was made by another version");
    }
}
