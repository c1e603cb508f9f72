using System.Text.Json;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Faults;

/// <summary>A refusal on the wire.</summary>
internal sealed record FaultAnswer(int Status, string ContentType, byte[] Body)
{
    /// <summary>What an exchange without words of its own says.</summary>
    public static FaultAnswer Plain(FaultRefusal refusal) => new(refusal.Status, "application/json", JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("error", JsonNamingPolicy.CamelCase.ConvertName(refusal.Kind.ToString()));
        json.WriteEndObject();
    }));

    /// <summary>What a gateway in front of an exchange says.</summary>
    public static FaultAnswer Gateway(int status) => new(status, "text/html", System.Text.Encoding.UTF8.GetBytes(
        $"<html><head><title>{status} {Reason(status)}</title></head><body><center><h1>{status} {Reason(status)}</h1></center></body></html>"));

    private static string Reason(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
