using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>What Coinbase says when it cannot or will not serve: JSON of its own, or the page of a gateway where that fails or keeps somebody out.</summary>
internal static class FaultWords
{
    public static FaultAnswer Over(in FaultRefusal refusal) => refusal.Kind switch
    {
        FaultKind.RateLimit => Json(StatusCodes.Status429TooManyRequests, json => CoinbaseRest.WriteError(json, CoinbaseError.TooMany(), isList: true)),
        FaultKind.Ban => FaultAnswer.Gateway(StatusCodes.Status403Forbidden),
        FaultKind.ServerError when refusal.Status != StatusCodes.Status500InternalServerError => FaultAnswer.Gateway(refusal.Status),
        FaultKind.ServerError => Json(refusal.Status, json => CoinbaseRest.WriteError(json, new CoinbaseError("INTERNAL", "internal server error", 500), isList: false)),
        _ => Json(StatusCodes.Status503ServiceUnavailable, json => CoinbaseRest.WriteError(json, new CoinbaseError("UNAVAILABLE", TextOf(StatusCodes.Status503ServiceUnavailable), 503), isList: false)),
    };

    public static byte[] OverSocket(FaultRefusal refusal) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteString("message", TextOf(refusal.Kind is FaultKind.RateLimit or FaultKind.Ban ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable));
        json.WriteEndObject();
    });

    private static string TextOf(int status) => status == StatusCodes.Status429TooManyRequests ? "rate limit exceeded" : "service unavailable";

    private static FaultAnswer Json(int status, Action<Utf8JsonWriter> write) => new(status, "application/json; charset=utf-8", JsonBody.Write(write));
}
