using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>Private requests, sent once the venue's time is known. A change that the venue refused for its number or its time did not happen, and is sent again.</summary>
internal sealed class KrakenPrivate(VenueHttp http, ClockKeeper keeper, VenueClock clock, LatestTime latest)
{
    private const int Attempts = 3;

    /// <summary>Asks for something.</summary>
    /// <param name="path">Of the request.</param>
    /// <param name="form">Its parameters.</param>
    /// <param name="weight">What it adds to the counter of the key.</param>
    /// <param name="read">Reads the result; the moment is one at which it was not yet out of date.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<VenueResult<T>> ReadAsync<T>(string path, FormText form, int weight, Func<JsonElement, Instant, T> read, CancellationToken cancellation)
    {
        if (await keeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        var call = new VenueCall(HttpMethod.Post, path) { Body = form.ToString(), IsPrivate = true, OnlyReads = true, Weight = weight };
        var heard = latest.Value;
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        return ResultJson.Read(call, answer, result => read(result, Instant.Max(heard, answer.Value.SentAt + clock.Offset - clock.Uncertainty)));
    }

    /// <summary>Changes something. It costs nothing of the counter of the key.</summary>
    /// <param name="path">Of the request.</param>
    /// <param name="form">Makes its parameters, anew for each attempt.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<VenueResult<T>> ChangeAsync<T>(string path, Func<FormText> form, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        if (await keeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown with { MayHaveHappened = false };
        for (var attempt = 1; ; attempt++)
        {
            var call = new VenueCall(HttpMethod.Post, path) { Body = form().ToString(), IsPrivate = true, Weight = 0, Priority = CallPriority.Urgent };
            var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
            if (attempt == Attempts || answer.Error is not { MayHaveHappened: false } error) return ResultJson.Read(call, answer, read);
            if (error.VenueCode.StartsWith("EService:Deadline", StringComparison.Ordinal)) await keeper.CorrectAsync(cancellation).ConfigureAwait(false);
            else if (error.Kind != VenueErrorKind.NonceTooLow) return error;
        }
    }
}
