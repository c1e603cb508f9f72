using Tidemark.Venues.Http;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Private requests: sent once the venue's time is known, and once more where the venue says that our time was wrong, for then nothing happened.</summary>
internal sealed class BinancePrivate(VenueHttp http, ClockKeeper clock)
{
    public async Task<VenueResult<VenueAnswer>> SendAsync(VenueCall call, CancellationToken cancellation)
    {
        if (await clock.EnsureAsync(cancellation).ConfigureAwait(false) is { } error) return error with { MayHaveHappened = false };
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        if (answer.Error is not { Kind: VenueErrorKind.ClockSkew, MayHaveHappened: false }) return answer;
        await clock.CorrectAsync(cancellation).ConfigureAwait(false);
        return await http.SendAsync(call, cancellation).ConfigureAwait(false);
    }
}
