using System.Collections.Concurrent;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>
/// The counters of orders, one of each pair: a new order adds one point, a change or an end adds more the younger the order is. New orders and
/// changes wait for room; ends are always sent, for who wants out is not held back by our own count.
/// </summary>
/// <remarks>Source: Kraken's documentation, "Spot trading limits".</remarks>
internal sealed class TradingPace(KrakenOptions options, VenueClock clock)
{
    /// <summary>Below so many seconds a change or an end costs so much more.</summary>
    private static readonly (int Seconds, double Change, double End)[] ByAge = [(5, 3, 8), (10, 2, 6), (15, 1, 5), (45, 0, 4), (90, 0, 2), (300, 0, 1)];

    private readonly ConcurrentDictionary<string, DecayingCounter> counters = new(StringComparer.Ordinal);

    /// <summary>Takes the point of a new order or of a change.</summary>
    public ValueTask<VenueError?> TakeAsync(string symbol, CancellationToken cancellation) => Of(symbol).TakeAsync(1, CallPriority.Urgent, options.Http.LongestWait, cancellation);

    public void AddChange(string symbol, Duration age) => Of(symbol).Add(PointsOf(age, isEnd: false));

    public void AddEnd(string symbol, Duration age) => Of(symbol).Add(PointsOf(age, isEnd: true));

    /// <summary>Learns from a refusal.</summary>
    public void Learn(string symbol, VenueError? error)
    {
        if (error is { Kind: VenueErrorKind.RateLimited } && error.VenueCode.StartsWith("EOrder:", StringComparison.Ordinal)) Of(symbol).Fill();
    }

    /// <summary>What an order's age adds.</summary>
    public static double PointsOf(Duration age, bool isEnd)
    {
        foreach (var (seconds, change, end) in ByAge)
            if (age < Duration.FromSeconds(seconds)) return isEnd ? end : change;
        return 0;
    }

    private DecayingCounter Of(string symbol) => counters.GetOrAdd(symbol, name => new DecayingCounter(options.RunFolder,
        $"kraken-{options.Endpoints.Rest.Host}-{options.Endpoints.Rest.Port}-orders-{SharedFile.NameOf(options.Credential!.Key)}-{name}", options.Tier.Trading, options.Tier.TradingDecay, clock));
}
