using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Bybit.Rest;

/// <summary>Tells refusals from answers: nearly all come with the status 200 and a <c>retCode</c> other than 0.</summary>
/// <remarks>Source: Bybit's documentation, "Error Codes".</remarks>
internal sealed class BybitJudge : IAnswerJudge
{
    public VenueError? Judge(VenueCall call, VenueAnswer answer)
    {
        var (code, message) = ReadCode(answer.Body);
        if (answer.IsSuccess && code is null or 0) return null;
        var kind = answer.Status switch
        {
            429 => VenueErrorKind.RateLimited,
            403 => answer.Excerpt.Contains("too frequent", StringComparison.OrdinalIgnoreCase) ? VenueErrorKind.Banned : VenueErrorKind.Permission,
            503 when answer.Excerpt.Contains("maintenance", StringComparison.OrdinalIgnoreCase) => VenueErrorKind.Maintenance,
            >= 500 => VenueErrorKind.ServerError,
            _ when code is { } known and not 0 => BybitCodes.KindOf(known, message),
            404 => VenueErrorKind.NotSupported,
            401 => VenueErrorKind.Authentication,
            _ => VenueErrorKind.Rejected,
        };
        var mayHaveHappened = !call.OnlyReads && (answer.Status >= 500 || kind == VenueErrorKind.ServerError);
        var text = code is { } number and not 0 ? number.ToString(CultureInfo.InvariantCulture) : $"HTTP {answer.Status}";
        return new VenueError(kind, BybitCodes.IsTransient(kind), mayHaveHappened, text, $"{call}: {(message.Length > 0 ? message : answer.Excerpt)}") { RetryAfter = answer.RetryAfter };
    }

    /// <summary>Code and message, which stand before the result; null where there is none.</summary>
    private static (int? Code, string Message) ReadCode(ReadOnlySpan<byte> body)
    {
        int? code = null;
        var message = "";
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return (null, "");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isCode, isMessage) = (reader.ValueTextEquals("retCode"u8), reader.ValueTextEquals("retMsg"u8));
                if (!reader.Read()) break;
                if (isCode && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)) code = number;
                else if (isMessage && reader.TokenType == JsonTokenType.String) message = reader.GetString()!;
                // Of an answer that succeeds the rest is the reader's to judge.
                if (code == 0) return (0, message);
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It is not the venue's JSON; whoever reads it says so.
        }
        return (code, message);
    }
}
