using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Kraken.Streams;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>What Kraken says when it cannot or will not serve: mostly an error with status 200, and the page of a gateway where that fails.</summary>
internal static class FaultWords
{
    public static FaultAnswer Over(string path, FaultRefusal refusal)
    {
        if (refusal.Kind == FaultKind.ServerError)
            return refusal.Status is StatusCodes.Status500InternalServerError or StatusCodes.Status503ServiceUnavailable ? Json(refusal.Status, TextOf(refusal, isPrivate: true)) : FaultAnswer.Gateway(refusal.Status);
        // Who asks for the status is told of maintenance rather than refused.
        if (refusal.Kind == FaultKind.Maintenance && path == "/0/public/SystemStatus") return Maintained(refusal.Now);
        return Json(StatusCodes.Status200OK, TextOf(refusal, path.StartsWith("/0/private/", StringComparison.Ordinal)));
    }

    /// <summary>Over a socket the refusal has the id of the request.</summary>
    public static byte[]? OverSocket(string message, in FaultRefusal refusal)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return new V2Request(document.RootElement, refusal.Now).Refuse(TextOf(refusal, isPrivate: true), refusal.Now);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KrakenError)
        {
            return null;
        }
    }

    private static string TextOf(in FaultRefusal refusal, bool isPrivate) => refusal.Kind switch
    {
        FaultKind.RateLimit => isPrivate ? "EAPI:Rate limit exceeded" : "EGeneral:Too many requests",
        FaultKind.Ban => "EGeneral:Temporary lockout",
        FaultKind.ServerError => "EGeneral:Internal error",
        _ => "EService:Unavailable",
    };

    private static FaultAnswer Json(int status, string error) => new(status, "application/json; charset=utf-8", JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("error");
        json.WriteStringValue(error);
        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private static FaultAnswer Maintained(Instant now) => new(StatusCodes.Status200OK, "application/json; charset=utf-8", JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("error");
        json.WriteEndArray();
        json.WriteStartObject("result");
        json.WriteString("status", "maintenance");
        json.WriteString("timestamp", KrakenNumber.Whole(now));
        json.WriteEndObject();
        json.WriteEndObject();
    }));
}
