using System.Text;
using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Rest;

/// <summary>
/// The counters of calls: one of the address for public data, one of the key for private calls. The venue does not tell how far they are, so
/// they are counted here, for all processes of this machine; a refusal sets them to their limit. Orders have counters of their own.
/// </summary>
/// <remarks>Source: Kraken's documentation, "REST rate limits".</remarks>
internal sealed class KrakenBudget : IRateBudget
{
    /// <summary>The venue asks for one public call a second.</summary>
    private const double PublicDecay = 1;

    /// <summary>A lockout lasts some minutes; the venue does not say how many.</summary>
    private static readonly Duration Lockout = Duration.FromMinutes(5);

    private readonly DecayingCounter address;
    private readonly DecayingCounter? key;
    private readonly TimeSpan longestWait;

    public KrakenBudget(KrakenOptions options, VenueClock clock)
    {
        longestWait = options.Http.LongestWait;
        // A count belongs to the server that it was used at: a simulated one does not use up the real one's.
        var server = $"kraken-{options.Endpoints.Rest.Host}-{options.Endpoints.Rest.Port}";
        address = new DecayingCounter(options.RunFolder, $"{server}-address", options.PublicCalls, PublicDecay, clock);
        if (options.Credential is { } held) key = new DecayingCounter(options.RunFolder, $"{server}-key-{SharedFile.NameOf(held.Key)}", options.Tier.Calls, options.Tier.CallDecay, clock);
    }

    public async ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) =>
        call.Weight == 0 ? null : await CounterOf(call).TakeAsync(call.Weight, call.Priority, longestWait, cancellation).ConfigureAwait(false);

    public void Learn(VenueCall call, VenueAnswer answer)
    {
        if (answer.Body.AsSpan().StartsWith("{\"error\":[]"u8)) return;
        var text = Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 200)));
        if (text.Contains("EAPI:Rate limit", StringComparison.Ordinal) || text.Contains("EGeneral:Too many requests", StringComparison.Ordinal)) CounterOf(call).Fill();
        if (text.Contains("EGeneral:Temporary lockout", StringComparison.Ordinal)) CounterOf(call).BanFor(answer.RetryAfter ?? Lockout);
    }

    private DecayingCounter CounterOf(VenueCall call) => call.IsPrivate && key is not null ? key : address;
}
