using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken.Endpoints;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Kraken;

/// <summary>The REST API: reads a request, asks on the exchange's thread, and answers with <c>error</c> and <c>result</c>, always with status 200.</summary>
internal sealed class KrakenRest(ExchangeLoop loop, KrakenVenue venue)
{
    private const int LargestBody = 64 * 1024;
    private const string PublicPath = "/0/public/";
    private const string PrivatePath = "/0/private/";

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var path = request.Path.Value ?? "";
        var query = request.QueryString.HasValue ? request.QueryString.Value![1..] : "";
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = request.ContentLength is > LargestBody ? "" : await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        var (key, signature) = (request.Headers["API-Key"].FirstOrDefault(), request.Headers["API-Sign"].FirstOrDefault());
        var answer = await loop.AskAsync(() => Answer(path, query, body, key, signature)).ConfigureAwait(false);
        var response = http.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer, http.RequestAborted).ConfigureAwait(false);
    }

    private byte[] Answer(string path, string query, string body, string? key, string? signature)
    {
        try
        {
            var isPrivate = path.StartsWith(PrivatePath, StringComparison.Ordinal);
            if (!isPrivate && !path.StartsWith(PublicPath, StringComparison.Ordinal)) throw new KrakenError("EGeneral:Unknown method");
            var name = path[(isPrivate ? PrivatePath : PublicPath).Length..];
            if (!RestTable.Endpoints.TryGetValue(name, out var endpoint) || endpoint.IsPrivate != isPrivate) throw new KrakenError("EGeneral:Unknown method");
            var parameters = Read(query, body);
            ExchangeAccount? account = null;
            if (isPrivate)
            {
                account = venue.Gate.Signed(path, key, signature, parameters, body);
                if (endpoint.Cost > 0) venue.Limits.Use(account, endpoint.Cost, Instant.Max(venue.Now, loop.Clock.Steady));
                if (endpoint.IsTrading && !account.Key!.MayTrade) throw new KrakenError("EGeneral:Permission denied");
            }
            else venue.Limits.UsePublic(Instant.Max(venue.Now, loop.Clock.Steady));
            var result = JsonBody.Write(json => endpoint.Handle(new KrakenCall(venue, parameters, account), json));
            return JsonBody.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("error");
                json.WriteEndArray();
                json.WritePropertyName("result");
                json.WriteRawValue(result, skipInputValidation: true);
                json.WriteEndObject();
            });
        }
        catch (KrakenError e)
        {
            return Refusal(e.Message);
        }
    }

    private static CallParameters Read(string query, string body)
    {
        var parameters = new CallParameters();
        parameters.AddForm(query);
        if (!body.StartsWith('{'))
        {
            parameters.AddForm(body);
            return parameters;
        }
        try
        {
            using var document = JsonDocument.Parse(body);
            parameters.Add(document.RootElement);
            return parameters;
        }
        catch (JsonException)
        {
            throw KrakenError.Arguments();
        }
    }

    private static byte[] Refusal(string message) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("error");
        json.WriteStringValue(message);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
