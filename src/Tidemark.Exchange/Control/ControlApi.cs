using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Control;

/// <summary>Outside of any dialect: the exchange's own truth, its books, and its clock.</summary>
internal sealed class ControlApi(ExchangeLoop loop, FaultDirector director)
{
    private const int MostLevels = 5_000;

    public async Task HandleAsync(HttpContext http)
    {
        var response = http.Response;
        response.ContentType = "application/json";
        if (Unwelcome(http.Request) is { } no)
        {
            response.StatusCode = no.Status;
            await response.Body.WriteAsync(Refusal(no.Message), http.RequestAborted).ConfigureAwait(false);
            return;
        }
        var (status, body) = $"{http.Request.Method} {http.Request.Path.Value}" switch
        {
            "GET /control/ledger" => (200, await loop.AskAsync(() => JsonBody.Write(WriteLedger)).ConfigureAwait(false)),
            "GET /control/state" => (200, await loop.AskAsync(() => JsonBody.Write(WriteState)).ConfigureAwait(false)),
            "POST /control/clock" => await MoveClockAsync(http).ConfigureAwait(false),
            "GET /control/faults" => (200, await loop.AskAsync(WriteFaults).ConfigureAwait(false)),
            "POST /control/faults" => await BeginFaultsAsync(http).ConfigureAwait(false),
            _ => (404, Refusal("there is GET /control/ledger, GET /control/state, POST /control/clock, GET and POST /control/faults")),
        };
        response.StatusCode = status;
        await response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>
    /// No key is asked for, so a web page in a browser of this machine must not get here: not with its origin, not by a name of its own
    /// that leads to this machine, and not with a form, which a browser sends anywhere without asking first.
    /// </summary>
    private static (int Status, string Message)? Unwelcome(HttpRequest request)
    {
        var host = request.Host.Host;
        var isThisMachine = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        if (!isThisMachine) return (403, "ask by 127.0.0.1 or localhost");
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)) return (403, "requests of other sites are refused");
        return HttpMethods.IsPost(request.Method) && !request.HasJsonContentType() ? (415, "send the body with Content-Type: application/json") : null;
    }

    /// <summary><c>{"speed": 10}</c>, <c>{"advanceMilliseconds": 60000}</c>, or both.</summary>
    private async Task<(int Status, byte[] Body)> MoveClockAsync(HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted).ConfigureAwait(false);
            var root = document.RootElement;
            if (root.TryGetProperty("speed", out var speed))
            {
                if (speed.GetDouble() is not (> 0 and <= 10_000)) return (400, Refusal("speed is a number above 0 and at most 10000"));
                loop.Clock.SetSpeed(speed.GetDouble());
            }
            if (root.TryGetProperty("advanceMilliseconds", out var ahead))
            {
                if (ahead.GetInt64() < 0) return (400, Refusal("the clock does not go back"));
                loop.Clock.Skip(Duration.FromMilliseconds(ahead.GetInt64()));
            }
            return (200, await loop.AskAsync(() => JsonBody.Write(WriteClock)).ConfigureAwait(false));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            return (400, Refusal("the body is JSON such as {\"speed\": 10, \"advanceMilliseconds\": 60000}"));
        }
    }

    /// <summary>A plan replaces the one that runs; an empty list ends it.</summary>
    private async Task<(int Status, byte[] Body)> BeginFaultsAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var plan = FaultPlanReader.Read(body.ToArray(), "body");
            return (200, await loop.AskAsync(() =>
            {
                director.Begin(plan, loop.Core.Time);
                return WriteFaults();
            }).ConfigureAwait(false));
        }
        catch (BadInputException e)
        {
            return (400, Refusal(e.Message));
        }
    }

    private byte[] WriteFaults() => JsonBody.Write(json => director.Write(json, loop.Core.Time));

    private static byte[] Refusal(string message) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("error", message);
        json.WriteEndObject();
    });

    private void WriteClock(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("time", loop.Core.Now.ToString());
        json.WriteNumber("timeMilliseconds", loop.Core.Now.UnixMilliseconds);
        json.WriteNumber("speed", loop.Clock.Speed);
        json.WriteEndObject();
    }

    private void WriteLedger(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("time", loop.Core.Now.ToString());
        WriteLedger(json, loop.Core, null);
        if (loop.Contracts is { } contracts)
        {
            json.WriteStartObject("contracts");
            WriteLedger(json, contracts, account => WritePositions(json, contracts, account));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteLedger(Utf8JsonWriter json, ExchangeCore core, Action<ExchangeAccount>? writeMore)
    {
        json.WriteStartArray("accounts");
        foreach (var account in core.Accounts.Where(account => !account.IsAgent))
        {
            json.WriteStartObject();
            json.WriteString("name", account.Name);
            json.WriteStartObject("balances");
            foreach (var (asset, balance) in account.Balances)
            {
                json.WriteStartObject(asset);
                json.WriteNumber("free", balance.Free);
                json.WriteNumber("locked", balance.Locked);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            writeMore?.Invoke(account);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("orders");
        foreach (var order in core.Ledger.Orders) WriteOrder(json, order);
        json.WriteEndArray();
        json.WriteStartArray("fills");
        foreach (var fill in core.Ledger.Fills) WriteFill(json, fill);
        json.WriteEndArray();
    }

    private static void WritePositions(Utf8JsonWriter json, ContractCore core, ExchangeAccount account)
    {
        json.WriteStartArray("positions");
        foreach (var position in core.Of(account).Positions)
        {
            json.WriteStartObject();
            json.WriteString("symbol", position.Market.Rules.Symbol);
            json.WriteString("side", JsonNamingPolicy.CamelCase.ConvertName(position.Side.ToString()));
            json.WriteNumber("quantity", position.Quantity);
            json.WriteNumber("entryValue", position.EntryValue);
            json.WriteNumber("isolatedWallet", position.IsolatedWallet);
            json.WriteNumber("realizedPnl", position.RealizedPnl);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteOrder(Utf8JsonWriter json, ExchangeOrder order)
    {
        json.WriteStartObject();
        json.WriteString("account", order.Account.Name);
        json.WriteString("symbol", order.Market.Rules.Symbol);
        json.WriteNumber("id", order.Id);
        json.WriteString("clientOrderId", order.ClientOrderId);
        json.WriteString("side", JsonNamingPolicy.CamelCase.ConvertName(order.Side.ToString()));
        json.WriteString("type", JsonNamingPolicy.CamelCase.ConvertName(order.Ticket.Type.ToString()));
        json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(order.State.ToString()));
        json.WriteNumber("quantity", order.Quantity);
        json.WriteNumber("executed", order.Executed);
        json.WriteNumber("executedQuote", order.ExecutedQuote);
        if (order.Ticket.Price is { } price) json.WriteNumber("price", price);
        if (order.Ticket.StopPrice is { } stop) json.WriteNumber("stopPrice", stop);
        json.WriteNumber("locked", order.Locked);
        if (order.Pair is { } pair) json.WriteNumber("pair", pair.Id);
        json.WriteString("createdAt", order.CreatedAt.ToString());
        json.WriteString("updatedAt", order.UpdatedAt.ToString());
        json.WriteEndObject();
    }

    private static void WriteFill(Utf8JsonWriter json, ExchangeFill fill)
    {
        json.WriteStartObject();
        json.WriteString("account", fill.Order.Account.Name);
        json.WriteString("symbol", fill.Order.Market.Rules.Symbol);
        json.WriteNumber("orderId", fill.Order.Id);
        json.WriteString("clientOrderId", fill.Order.ClientOrderId);
        json.WriteNumber("tradeId", fill.TradeId);
        json.WriteString("side", JsonNamingPolicy.CamelCase.ConvertName(fill.Order.Side.ToString()));
        json.WriteNumber("price", fill.Price);
        json.WriteNumber("quantity", fill.Quantity);
        if (fill.Order.Ticket.Contract is not null) json.WriteNumber("realizedPnl", fill.RealizedPnl);
        json.WriteNumber("fee", fill.Fee);
        json.WriteString("feeAsset", fill.FeeAsset);
        json.WriteBoolean("isMaker", fill.IsMaker);
        json.WriteString("time", fill.Time.ToString());
        json.WriteEndObject();
    }

    private void WriteState(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("time", loop.Core.Now.ToString());
        json.WriteNumber("speed", loop.Clock.Speed);
        WriteMarkets(json, "markets", loop.Core.Markets);
        if (loop.Contracts is { } contracts) WriteMarkets(json, "contracts", contracts.Markets, market => json.WriteNumber("markPrice", contracts.MarkOf(market).Mark));
        json.WriteEndObject();
    }

    private static void WriteMarkets(Utf8JsonWriter json, string name, IEnumerable<Market> markets, Action<Market>? writeMore = null)
    {
        json.WriteStartArray(name);
        foreach (var market in markets)
        {
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.WriteNumber("lastPrice", market.LastPrice);
            writeMore?.Invoke(market);
            json.WriteNumber("updateId", market.UpdateId);
            json.WriteNumber("orders", market.Engine.OrderCount);
            json.WriteNumber("lastTradeId", market.Engine.NextTradeId - 1);
            WriteLevels(json, "bids", market, Side.Buy);
            WriteLevels(json, "asks", market, Side.Sell);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLevels(Utf8JsonWriter json, string name, Market market, Side side)
    {
        var levels = new BookLevel[MostLevels];
        var count = market.Engine.CopyLevels(side, levels);
        json.WriteStartArray(name);
        for (var i = 0; i < count; i++)
        {
            json.WriteStartArray();
            json.WriteNumberValue(market.PriceOf(levels[i].PriceTicks));
            json.WriteNumberValue(market.QuantityOf(levels[i].QuantityLots));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
