using Tidemark.Venues.Http;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Reference;

/// <summary>Tells refusals of CoinGecko from answers.</summary>
/// <remarks>Source: CoinGecko's documentation, "Errors &amp; Rate Limits".</remarks>
internal sealed class CoinGeckoJudge : IAnswerJudge
{
    public VenueError? Judge(VenueCall call, VenueAnswer answer)
    {
        if (answer.IsSuccess) return null;
        var code = $"HTTP {answer.Status}";
        return answer.Status switch
        {
            429 => VenueError.Passing(VenueErrorKind.RateLimited, "CoinGecko asks for fewer requests", code) with { RetryAfter = answer.RetryAfter ?? Duration.FromSeconds(60) },
            401 or 403 => VenueError.Final(VenueErrorKind.Authentication, $"CoinGecko refuses the key or the request: {answer.Excerpt}", code),
            404 => VenueError.Final(VenueErrorKind.UnknownInstrument, "CoinGecko does not know that coin; names are as in its pages: bitcoin, not btc", code),
            >= 500 => VenueError.Passing(VenueErrorKind.ServerError, $"CoinGecko answers {answer.Status}", code),
            _ => VenueError.Final(VenueErrorKind.InvalidRequest, $"CoinGecko refuses the request: {answer.Excerpt}", code),
        };
    }
}
