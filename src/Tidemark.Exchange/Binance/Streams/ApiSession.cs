using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>One connection of the WebSocket API: requests with ids, a session that may be logged on, and user data on the same socket.</summary>
internal sealed class ApiSession(ExchangeLoop loop, BinanceVenue venue, StreamHub hub, StreamConnection connection)
{
    private readonly long connectedSince = loop.Clock.Now.UnixMilliseconds;
    private ExchangeAccount? loggedOn;
    private long loggedOnSince;

    public async Task HandleAsync(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var id = root.TryGetProperty("id", out var given) ? given.GetRawText() : "null";
            var method = root.GetProperty("method").GetString() ?? "";
            var parameters = new CallParameters();
            if (root.TryGetProperty("params", out var values) && values.ValueKind == JsonValueKind.Object)
                foreach (var value in values.EnumerateObject())
                    parameters.Set(value.Name, value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.GetRawText());
            await loop.AskAsync(() => Answer(id, method, parameters)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            connection.Send(JsonBody.Write(json => WriteError(json, "null", new BinanceError(-1135, "Invalid JSON Request"))));
        }
    }

    private bool Answer(string id, string method, CallParameters parameters)
    {
        try
        {
            var result = JsonBody.Write(json => Carry(method, parameters, json));
            connection.Send(JsonBody.Write(json =>
            {
                WriteStart(json, id, 200);
                json.WritePropertyName("result");
                json.WriteRawValue(result, skipInputValidation: true);
                WriteEnd(json);
            }));
            return true;
        }
        catch (BinanceError e)
        {
            connection.Send(JsonBody.Write(json => WriteError(json, id, e)));
            return false;
        }
    }

    private void Carry(string method, CallParameters parameters, Utf8JsonWriter json)
    {
        if (ApiMethods.Paths.TryGetValue(method, out var path))
        {
            var endpoint = RestTable.Endpoints[path];
            venue.Limits.Use(endpoint.Weight(new BinanceCall(venue, parameters, null)), venue.Core.Now);
            var account = endpoint.Security switch
            {
                Security.Open => null,
                Security.Keyed => parameters["apiKey"] is null && loggedOn is not null ? loggedOn : venue.Gate.ByKey(parameters["apiKey"]),
                _ => Signer(parameters),
            };
            if (endpoint.IsOrder) venue.Limits.UseOrder(account!.Number, venue.Core.Now);
            endpoint.Handle(new BinanceCall(venue, parameters, account), json);
            return;
        }
        venue.Limits.Use(2, venue.Core.Now);
        switch (method)
        {
            case "session.logon":
                LogOn(parameters);
                WriteSession(json);
                break;
            case "session.status":
                WriteSession(json);
                break;
            case "session.logout":
                loggedOn = null;
                WriteSession(json);
                break;
            case "userDataStream.subscribe":
                WriteSubscription(json, loggedOn ?? throw new BinanceError(-2015, "Invalid API-key, IP, or permissions for action: the session is not logged on.", 401));
                break;
            case "userDataStream.subscribe.signature":
                WriteSubscription(json, Signer(parameters));
                break;
            case "userDataStream.unsubscribe":
                hub.UnsubscribeUser(connection, (int?)parameters.Whole("subscriptionId"));
                json.WriteStartObject();
                json.WriteEndObject();
                break;
            default:
                throw new BinanceError(-1000, $"Method '{method}' is not answered by this exchange.");
        }
    }

    /// <summary>Who signed; a session that is logged on signs no more, but a request may still come with a key of its own.</summary>
    private ExchangeAccount Signer(CallParameters parameters)
    {
        if (loggedOn is not null && parameters["apiKey"] is null)
        {
            venue.Gate.CheckTime(parameters);
            return loggedOn;
        }
        return venue.Gate.Signed(parameters["apiKey"], parameters, Payload(parameters));
    }

    /// <summary>All parameters but the signature by their names.</summary>
    private static string Payload(CallParameters parameters) => string.Join('&', parameters.All.Where(pair => pair.Key != "signature")
        .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private void LogOn(CallParameters parameters)
    {
        var account = venue.Gate.Signed(parameters["apiKey"], parameters, Payload(parameters));
        if (account.Key!.Ed25519PublicKey is null) throw new BinanceError(-4056, "HMAC_SHA256 API key is not supported.");
        (loggedOn, loggedOnSince) = (account, venue.Core.Now.UnixMilliseconds);
    }

    private void WriteSession(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("apiKey", loggedOn?.Key!.Key);
        if (loggedOn is null) json.WriteNull("authorizedSince");
        else json.WriteNumber("authorizedSince", loggedOnSince);
        json.WriteNumber("connectedSince", connectedSince);
        json.WriteBoolean("returnRateLimits", true);
        json.Put("serverTime", venue.Core.Now);
        json.WriteBoolean("userDataStream", false);
        json.WriteEndObject();
    }

    private void WriteSubscription(Utf8JsonWriter json, ExchangeAccount account)
    {
        json.WriteStartObject();
        json.WriteNumber("subscriptionId", hub.SubscribeUser(connection, account));
        json.WriteEndObject();
    }

    private void WriteError(Utf8JsonWriter json, string id, BinanceError error)
    {
        WriteStart(json, id, error.Status);
        json.WritePropertyName("error");
        BinanceRest.WriteError(json, error);
        WriteEnd(json);
    }

    private static void WriteStart(Utf8JsonWriter json, string id, int status)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        json.WriteRawValue(id);
        json.WriteNumber("status", status);
    }

    private void WriteEnd(Utf8JsonWriter json)
    {
        json.WriteStartArray("rateLimits");
        GeneralEndpoints.WriteLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, RateLimits.SpotWeightPerMinute, venue.Limits.UsedWeight);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
