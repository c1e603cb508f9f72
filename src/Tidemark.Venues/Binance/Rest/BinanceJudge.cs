using System.Text.Json;
using Tidemark.Venues.Binance.UsdM;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>
/// Tells refusals from answers. 4xx with a code is a refusal: nothing happened. 5xx says nothing about an order, nor do the codes whose
/// message says that the outcome is unknown.
/// </summary>
/// <remarks>Source: Binance's documentation, "HTTP Return Codes".</remarks>
/// <param name="isOfContracts">Whether the codes are those of the futures API: some of their numbers mean something else on the spot market.</param>
internal sealed class BinanceJudge(bool isOfContracts = false) : IAnswerJudge
{
    private const int TooManyRequests = 429;
    private const int Banned = 418;
    private const int Forbidden = 403;
    private const int NotFound = 404;

    public VenueError? Judge(VenueCall call, VenueAnswer answer)
    {
        if (answer.IsSuccess) return null;
        var (code, message) = ReadError(answer);
        return ErrorOf(call, answer.Status, code, message, isOfContracts) with { RetryAfter = answer.RetryAfter };
    }

    /// <summary>The error of a status, a code and a message; the WebSocket API has the same three.</summary>
    public static VenueError ErrorOf(VenueCall call, int status, int? code, string message, bool isOfContracts = false)
    {
        var kind = status switch
        {
            TooManyRequests => VenueErrorKind.RateLimited,
            Banned => VenueErrorKind.Banned,
            NotFound => VenueErrorKind.NotSupported,
            Forbidden when code is null => VenueErrorKind.RateLimited,
            _ when code is { } known => isOfContracts ? ContractCodes.KindOf(known, message, status) : BinanceCodes.KindOf(known, message, status),
            >= 500 => status == 503 && message.Contains("maintenance", StringComparison.OrdinalIgnoreCase) ? VenueErrorKind.Maintenance : VenueErrorKind.ServerError,
            _ => VenueErrorKind.Rejected,
        };
        // "Service unavailable" without a code of its own is the one 5xx that the documentation calls a failure.
        var isUnknown = status >= 500 && code != -1008 || status != NotFound && code is { } outcome && (isOfContracts ? ContractCodes.IsOutcomeUnknown(outcome) : BinanceCodes.IsOutcomeUnknown(outcome));
        return new VenueError(kind, BinanceCodes.IsTransient(kind), isUnknown && !call.OnlyReads, code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"HTTP {status}", $"{call}: {message}");
    }

    /// <summary>The venue's code of a refusal; null where something before the venue refused.</summary>
    public static int? CodeOf(VenueAnswer answer) => ReadError(answer).Code;

    private static (int? Code, string Message) ReadError(VenueAnswer answer)
    {
        using var document = AnswerJson.TryParse(answer.Body);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("code", out var code) && code.TryGetInt32(out var number)
            ? (number, root.TextOrEmpty("msg"))
            : (null, answer.Excerpt);
    }
}
