using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Access;
using Tidemark.Exchange.Coinbase.Endpoints;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Coinbase;

/// <summary>The REST API: reads a request, asks on the exchange's thread, writes the answer with the venue's headers.</summary>
internal sealed class CoinbaseRest(ExchangeLoop loop, CoinbaseVenue venue)
{
    private const int LargestBody = 64 * 1024;
    private static readonly JsonElement NoBody = JsonElement.Parse("{}");

    public async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = http.Request.ContentLength is > LargestBody ? "" : await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        var answer = await loop.AskAsync(() => Answer(http.Request, body)).ConfigureAwait(false);

        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.IsText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
        if (answer.Limit is { } limit)
        {
            response.Headers["x-ratelimit-limit"] = limit.Limit.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ratelimit-remaining"] = limit.Remaining.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-ratelimit-reset"] = limit.ResetSeconds.ToString(CultureInfo.InvariantCulture);
            if (limit.IsExceeded) response.Headers.RetryAfter = limit.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        }
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private CoinbaseAnswer Answer(HttpRequest request, string body)
    {
        var isOld = request.Path.StartsWithSegments("/v2", StringComparison.Ordinal);
        RateLimitState? limit = null;
        try
        {
            if (RouteTable.Find(request.Method, request.Path.Value ?? "", out var arguments) is not { } endpoint)
                throw new CoinbaseError(isOld ? "not_found" : "NOT_FOUND", $"{request.Method} {request.Path} is not answered by this exchange", 404);
            var account = AccountOf(request, body, endpoint);
            limit = venue.Limits.Use(account?.Name, isOld, loop.Clock.Steady);
            if (limit.Value.IsExceeded) throw CoinbaseError.TooMany();
            var call = new CoinbaseCall(venue, arguments, new QueryParameters(request.Query), BodyOf(body), account);
            return new CoinbaseAnswer(200, JsonBody.Write(json => endpoint.Handle(call, json)), limit);
        }
        catch (CoinbaseError e)
        {
            // The venue's gateway says no more than this.
            return e.Status == 401 && !isOld ? new CoinbaseAnswer(401, "Unauthorized\n"u8.ToArray(), limit) { IsText = true }
                : new CoinbaseAnswer(e.Status, JsonBody.Write(json => WriteError(json, e, isOld || e.Status == 429)), limit);
        }
    }

    /// <summary>A key is not needed for what everybody may see, but counts where it is given and right.</summary>
    private ExchangeAccount? AccountOf(HttpRequest request, string body, CoinbaseEndpoint endpoint)
    {
        if (!endpoint.IsOpen) return venue.Gate.Identify(request, body);
        if (request.Headers.Authorization.Count == 0) return null;
        try
        {
            return venue.Gate.Identify(request, body);
        }
        catch (CoinbaseError)
        {
            return null;
        }
    }

    private static JsonElement BodyOf(string body)
    {
        if (body.Length == 0) return NoBody;
        try
        {
            var root = JsonElement.Parse(body);
            if (root.ValueKind == JsonValueKind.Object) return root;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw CoinbaseError.Argument("the body is not a JSON object");
    }

    /// <param name="isList">As the older API writes it.</param>
    public static void WriteError(Utf8JsonWriter json, CoinbaseError error, bool isList)
    {
        json.WriteStartObject();
        if (isList)
        {
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("id", error.Code == "INVALID_ARGUMENT" ? "param_required" : error.Code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("error", error.Code);
            json.WriteString("error_details", error.Message);
            json.WriteString("message", error.Message);
        }
        json.WriteEndObject();
    }
}
