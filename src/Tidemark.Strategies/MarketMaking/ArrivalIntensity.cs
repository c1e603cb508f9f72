using Tidemark.Statistics.Randomness;
using Tidemark.Statistics.Regression;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>
/// Measures how far from the middle takers reach: arrivals of the recent past are counted by distance, and a line is fitted to the logarithm of
/// their rates. Trades of one moment and side are one arrival, at the furthest of their prices.
/// </summary>
/// <param name="range">The distances looked at begin at zero and end before this, in basis points.</param>
/// <param name="window">How far back it looks.</param>
internal sealed class ArrivalIntensity(double range, Duration window)
{
    private const int Distances = 10;
    private const int FewestArrivals = 3;
    private const int FewestDistances = 3;
    private const double FewestSeconds = 10;

    private readonly Queue<(Instant Time, double Reach)> arrivals = new();
    private (Instant Time, Side? Taker, double Reach)? open;
    private Instant start = Instant.MinValue;

    /// <summary>Takes a trade.</summary>
    /// <param name="trade">What others traded.</param>
    /// <param name="mid">The middle of the book as it was known before.</param>
    public void Add(in Trade trade, double mid)
    {
        if (start == Instant.MinValue) start = trade.Time;
        var distance = (trade.Price / mid - 1) * 1e4;
        var reach = trade.Aggressor switch { Side.Buy => distance, Side.Sell => -distance, _ => Math.Abs(distance) };
        if (open is { } same && same.Time == trade.Time && same.Taker == trade.Aggressor)
        {
            open = same with { Reach = Math.Max(same.Reach, reach) };
            return;
        }
        End();
        open = (trade.Time, trade.Aggressor, Math.Max(reach, 0));
    }

    /// <summary>The fit to what is known now; null while too little is.</summary>
    public IntensityFit? Fit(Instant now)
    {
        End();
        while (arrivals.TryPeek(out var oldest) && now - oldest.Time > window) arrivals.Dequeue();
        if (start == Instant.MinValue) return null;
        var seconds = Math.Min((now - start).TotalSeconds, window.TotalSeconds);
        if (seconds < FewestSeconds) return null;
        Span<int> counts = stackalloc int[Distances];
        foreach (var (_, reach) in arrivals)
            for (var index = 0; index < Distances && reach >= index * range / Distances; index++) counts[index]++;
        Span<double> distances = stackalloc double[Distances];
        Span<double> logarithms = stackalloc double[Distances];
        var used = 0;
        // Rates fall with distance, so those with enough arrivals are the first ones.
        for (; used < Distances && counts[used] >= FewestArrivals; used++)
            (distances[used], logarithms[used]) = (used * range / Distances, PortableMath.Log(counts[used] / (2 * seconds)));
        if (used < FewestDistances) return null;
        var line = LinearFit.Of(distances[..used], logarithms[..used]);
        return line.Slope < 0 ? new IntensityFit(PortableMath.Exp(line.Intercept), -line.Slope) : null;
    }

    private void End()
    {
        if (open is not { } ended) return;
        arrivals.Enqueue((ended.Time, ended.Reach));
        open = null;
    }
}
