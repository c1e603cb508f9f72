using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Rest;

/// <summary>Tells refusals from answers: the venue answers with status 200 and a list of errors; any other status comes from a gateway before it and says nothing about an order.</summary>
/// <remarks>Source: Kraken's documentation, "Error messages".</remarks>
internal sealed class KrakenJudge : IAnswerJudge
{
    private const int TooManyRequests = 429;

    public VenueError? Judge(VenueCall call, VenueAnswer answer)
    {
        using var document = AnswerJson.TryParse(answer.Body);
        if (document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var errors) && errors.ValueKind == JsonValueKind.Array
            && errors.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            // A text that begins with W only warns.
            var refusal = errors.EnumerateArray().Select(item => item.GetString()!).FirstOrDefault(text => text.StartsWith('E'));
            if (refusal is not null) return KrakenErrors.Of(refusal, call.OnlyReads, call.ToString()) with { RetryAfter = answer.RetryAfter };
            if (answer.IsSuccess) return null;
        }
        if (answer.IsSuccess) return new VenueError(VenueErrorKind.MalformedAnswer, false, !call.OnlyReads, "", $"{call}: the answer begins {answer.Excerpt}");
        var kind = answer.Status switch { TooManyRequests => VenueErrorKind.RateLimited, >= 500 => VenueErrorKind.ServerError, _ => VenueErrorKind.Rejected };
        return new VenueError(kind, kind != VenueErrorKind.Rejected, answer.Status >= 500 && !call.OnlyReads, $"HTTP {answer.Status}", $"{call}: {answer.Excerpt}") { RetryAfter = answer.RetryAfter };
    }
}
