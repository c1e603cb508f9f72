using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance;

/// <summary>The REST API: reads a request, asks on the exchange's thread, writes the answer with the venue's headers.</summary>
internal sealed class BinanceRest(ExchangeLoop loop, BinanceVenue venue, IReadOnlyDictionary<string, BinanceEndpoint> table)
{
    private const int LargestBody = 64 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var query = request.QueryString.HasValue ? request.QueryString.Value![1..] : "";
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = request.ContentLength is > LargestBody ? "" : await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false);
        var key = request.Headers["X-MBX-APIKEY"].FirstOrDefault();
        var path = $"{request.Method} {request.Path.Value}";
        var answer = await loop.AskAsync(() => Answer(path, query, body, key)).ConfigureAwait(false);

        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json;charset=UTF-8";
        response.Headers["x-mbx-used-weight"] = response.Headers["x-mbx-used-weight-1m"] = answer.UsedWeight.ToString(CultureInfo.InvariantCulture);
        if (answer.Orders is { } orders)
        {
            response.Headers["x-mbx-order-count-10s"] = orders.Shortly.ToString(CultureInfo.InvariantCulture);
            response.Headers["x-mbx-order-count-1d"] = orders.Daily.ToString(CultureInfo.InvariantCulture);
        }
        if (answer.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private BinanceAnswer Answer(string path, string query, string body, string? key)
    {
        ExchangeAccount? account = null;
        var isOrder = false;
        try
        {
            var parameters = new CallParameters();
            parameters.AddForm(query);
            parameters.AddForm(body);
            if (!table.TryGetValue(path, out var endpoint)) throw new BinanceError(-1000, $"Path {path} is not answered by this exchange.", 404);
            isOrder = endpoint.IsOrder;
            venue.Limits.Use(endpoint.Weight(new BinanceCall(venue, parameters, null)), venue.Core.Now);
            account = endpoint.Security switch
            {
                Security.Open => null,
                Security.Keyed => venue.Gate.ByKey(key),
                _ => venue.Gate.Signed(key, parameters, Access.RequestSignature.Payload(query, body)),
            };
            if (isOrder) venue.Limits.UseOrder(account!.Number, venue.Core.Now);
            return new BinanceAnswer(200, JsonBody.Write(json => endpoint.Handle(new BinanceCall(venue, parameters, account), json)), venue.Limits.UsedWeight) { Orders = OrdersOf(account, isOrder) };
        }
        catch (BinanceError e)
        {
            return new BinanceAnswer(e.Status, JsonBody.Write(json => WriteError(json, e)), venue.Limits.UsedWeight) { RetryAfter = e.RetryAfter, Orders = OrdersOf(account, isOrder) };
        }
    }

    public static void WriteError(Utf8JsonWriter json, BinanceError error)
    {
        json.WriteStartObject();
        json.WriteNumber("code", error.Code);
        json.WriteString("msg", error.Message);
        if (error is ReplaceFailure failure)
        {
            json.WritePropertyName("data");
            failure.WriteData(json);
        }
        json.WriteEndObject();
    }

    private (int Shortly, int Daily)? OrdersOf(ExchangeAccount? account, bool isOrder) =>
        account is not null && isOrder ? venue.Limits.Orders(account.Number, venue.Core.Now) : null;
}
