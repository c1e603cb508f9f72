using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Coinbase.Rest;

/// <summary>Tells refusals from answers. 4xx is a refusal: nothing happened. 5xx says nothing about an order. An order that is refused has status 200 and says so inside.</summary>
internal sealed class CoinbaseJudge : IAnswerJudge
{
    public VenueError? Judge(VenueCall call, VenueAnswer answer)
    {
        if (answer.IsSuccess) return call.OnlyReads ? null : Refusal(call, answer);
        var (code, message) = ReadError(answer);
        var kind = CoinbaseCodes.KindOf(answer.Status, code, message);
        var name = code.Length > 0 ? code : string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}");
        return new VenueError(kind, CoinbaseCodes.IsTransient(kind), answer.Status >= 500 && !call.OnlyReads, name, $"{call}: {message}") with { RetryAfter = answer.RetryAfter };
    }

    /// <summary>A refusal of a changed or a new order.</summary>
    public static VenueError Refused(VenueCall call, string reason, string message) => VenueError.Final(CoinbaseCodes.KindOf(reason), $"{call}: {reason} {message}".TrimEnd(), reason);

    private static VenueError? Refusal(VenueCall call, VenueAnswer answer)
    {
        using var document = AnswerJson.TryParse(answer.Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("success", out var success) || success.ValueKind != JsonValueKind.False) return null;
        if (!root.TryGetProperty("error_response", out var why) || why.ValueKind != JsonValueKind.Object) return Refused(call, "UNKNOWN_FAILURE_REASON", answer.Excerpt);
        // Of several words the one that says something.
        var reason = new[] { "edit_failure_reason", "error", "new_order_failure_reason", "preview_failure_reason" }.Select(name => why.TextOrEmpty(name))
            .FirstOrDefault(text => text.Length > 0 && !text.StartsWith("UNKNOWN_", StringComparison.Ordinal) && text is not ("INVALID_REQUEST" or "COMMANDER_REJECTED_EDIT_ORDER"));
        return Refused(call, reason ?? (why.TextOrEmpty("preview_failure_reason") is { Length: > 0 } preview ? preview : why.TextOrEmpty("error")), why.TextOrEmpty("message"));
    }

    private static (string Code, string Message) ReadError(VenueAnswer answer)
    {
        using var document = AnswerJson.TryParse(answer.Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root) return ("", answer.Excerpt);
        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0 && errors[0].ValueKind == JsonValueKind.Object)
            return (errors[0].TextOrEmpty("id"), errors[0].TextOrEmpty("message"));
        return (root.TextOrEmpty("error"), root.TextOrEmpty("message") is { Length: > 0 } message ? message : answer.Excerpt);
    }
}
