using Tidemark.Venues.Http;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Trading;

/// <summary>
/// Private requests: sent once the venue's time is known. The venue refuses a token of a wrong time with the same word as a wrong key, so
/// where it does the time is read again, and the request sent once more: nothing has happened.
/// </summary>
internal sealed class CoinbasePrivate(VenueHttp http, ClockKeeper keeper, VenueClock clock)
{
    /// <summary>A smaller error of our time is not what the venue complains of.</summary>
    private static readonly Duration Noticeable = Duration.FromSeconds(1);

    public async Task<VenueResult<VenueAnswer>> SendAsync(VenueCall call, CancellationToken cancellation)
    {
        if (await keeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } error) return error with { MayHaveHappened = false };
        var before = clock.Offset;
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        if (answer.Error is not { Kind: VenueErrorKind.Authentication, MayHaveHappened: false }) return answer;
        if (await keeper.CorrectAsync(cancellation).ConfigureAwait(false) is not null) return answer;
        var isOurTime = new Duration(Math.Abs((clock.Offset - before).Nanoseconds)) >= Noticeable;
        return isOurTime ? await http.SendAsync(call, cancellation).ConfigureAwait(false) : answer;
    }
}
