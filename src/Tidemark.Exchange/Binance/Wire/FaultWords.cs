using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>What Binance says when it cannot or will not serve, from its lists of error codes and HTTP return codes.</summary>
internal static class FaultWords
{
    public static FaultAnswer Over(string path, FaultRefusal refusal)
    {
        // Who asks for the status is told of maintenance rather than refused.
        if (refusal.Kind == FaultKind.Maintenance && path == "/sapi/v1/system/status") return Json(StatusCodes.Status200OK, "status", 1, "system maintenance");
        if (refusal.Status == StatusCodes.Status502BadGateway) return FaultAnswer.Gateway(refusal.Status);
        var (code, message) = CodeOf(refusal);
        return Json(refusal.Status, "code", code, message);
    }

    /// <summary>Over the WebSocket API the refusal has the id of the request; streams say nothing.</summary>
    public static byte[]? OverSocket(string request, in FaultRefusal refusal)
    {
        string id;
        try
        {
            using var document = JsonDocument.Parse(request);
            if (!document.RootElement.TryGetProperty("id", out var given) || !document.RootElement.TryGetProperty("method", out var method)) return null;
            if (method.GetString() is "SUBSCRIBE" or "UNSUBSCRIBE") return null;
            id = given.GetRawText();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        var (code, message) = CodeOf(refusal);
        var status = refusal.Status;
        return JsonBody.Write(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            json.WriteRawValue(id);
            json.WriteNumber("status", status);
            json.WriteStartObject("error");
            json.WriteNumber("code", code);
            json.WriteString("msg", message);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static (int Code, string Message) CodeOf(FaultRefusal refusal) => refusal.Kind switch
    {
        FaultKind.RateLimit => (-1003, "Too many requests; current limit is 6000 request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API."),
        FaultKind.Ban => (-1003, $"Way too many requests; IP banned until {(refusal.Now + Duration.FromSeconds(refusal.RetryAfterSeconds ?? 0)).UnixMilliseconds}. Please use WebSocket Streams for live updates to avoid bans."),
        FaultKind.Maintenance => (-1016, "This service is no longer available."),
        FaultKind.Outage => (-1001, "Internal error; unable to process your request. Please try again."),
        _ => refusal.Status switch
        {
            StatusCodes.Status503ServiceUnavailable => (-1000, "Unknown error, please check your request or try again later."),
            StatusCodes.Status504GatewayTimeout => (-1007, "Timeout waiting for response from backend server. Send status unknown; execution status unknown."),
            _ => (-1000, "An unknown error occurred while processing the request."),
        },
    };

    private static FaultAnswer Json(int status, string name, int code, string message) => new(status, "application/json;charset=UTF-8", JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber(name, code);
        json.WriteString("msg", message);
        json.WriteEndObject();
    }));
}
