using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>A new order out of the body of a request.</summary>
internal sealed class OrderReader
{
    /// <summary>How far behind its trigger the limit of a bracket's stop lies.</summary>
    private const decimal BracketSlip = 0.05m;

    private readonly CoinbaseCall call;
    private readonly Market market;
    private readonly OrderTicket common;
    private readonly JsonElement terms;

    private OrderReader(CoinbaseCall call, Market market, OrderTicket common, JsonElement terms) => (this.call, this.market, this.common, this.terms) = (call, market, common, terms);

    /// <param name="clientId">Empty for a preview.</param>
    /// <exception cref="CoinbaseError">Something is missing or cannot be read.</exception>
    /// <exception cref="OrderRejection">It is understood, and is not possible.</exception>
    public static OrderPlan Read(CoinbaseCall call, string clientId)
    {
        var product = call.Require("product_id");
        var side = call.Require("side") switch
        {
            "BUY" => Side.Buy,
            "SELL" => Side.Sell,
            var other => throw CoinbaseError.Argument($"parsing field \"side\": \"{other}\" is not a valid value"),
        };
        if (!call.Body.TryGetProperty("order_configuration", out var configuration) || configuration.ValueKind != JsonValueKind.Object) throw CoinbaseError.Argument("order_configuration is required");
        if (call.Core.FindMarket(product) is not { } market) throw new OrderRejection("INVALID_PRODUCT_ID", "PREVIEW_INVALID_PRODUCT_ID", "The product is not known");
        if (call.Body.TryGetProperty("attached_order_configuration", out var attached) && attached.ValueKind == JsonValueKind.Object) throw OrderRejection.Unsupported("Attached orders are not there");
        var kinds = configuration.EnumerateObject().Where(kind => kind.Value.ValueKind == JsonValueKind.Object).ToList();
        if (kinds.Count != 1) throw CoinbaseError.Argument("order_configuration has exactly one kind of order");
        var common = new OrderTicket { ClientOrderId = clientId, Side = side, Type = OrderType.Limit, Prevention = SelfTradePrevention.Decrement };
        var (ticket, stop) = new OrderReader(call, market, common, kinds[0].Value).ReadTerms(kinds[0].Name);
        return new OrderPlan(market, ticket, stop) { Configuration = configuration };
    }

    private (OrderTicket Ticket, OrderTicket? Stop) ReadTerms(string kind) => kind switch
    {
        "market_market_ioc" => (Market(), null),
        "limit_limit_gtc" => (Limit(), null),
        "limit_limit_gtd" => (Limit() with { ExpiresAt = EndTime() }, null),
        "limit_limit_fok" => (Limit() with { TimeInForce = TimeInForce.Fok, PostOnly = false }, null),
        "sor_limit_ioc" => (Limit() with { TimeInForce = TimeInForce.Ioc, PostOnly = false }, null),
        "stop_limit_stop_limit_gtc" => (StopLimit(), null),
        "stop_limit_stop_limit_gtd" => (StopLimit() with { ExpiresAt = EndTime() }, null),
        "trigger_bracket_gtc" => Bracket(null),
        "trigger_bracket_gtd" => Bracket(EndTime()),
        _ => throw OrderRejection.Unsupported($"{kind} is not there"),
    };

    private OrderTicket Market()
    {
        var (baseSize, quoteSize) = (Number("base_size"), Number("quote_size"));
        if (baseSize is null == quoteSize is null) throw CoinbaseError.Argument("a market order has either base_size or quote_size");
        if (quoteSize is { } quote && quote % market.Rules.PriceTick != 0) throw new OrderRejection("INVALID_SIZE_PRECISION", "PREVIEW_INVALID_QUOTE_SIZE_PRECISION", "The quote size has too many decimals");
        return common with { Type = OrderType.Market, Quantity = baseSize, QuoteQuantity = quoteSize, QuoteQuantityIncludesFee = true, TimeInForce = TimeInForce.Ioc };
    }

    private OrderTicket Limit()
    {
        var price = Require("limit_price");
        var size = Number("base_size");
        // A size in quote currency is as much as the limit buys of it.
        if (size is null && Number("quote_size") is { } quote) size = decimal.Floor(quote / price / market.Rules.QuantityStep) * market.Rules.QuantityStep;
        return common with { Price = price, Quantity = size ?? throw CoinbaseError.Argument("base_size is required"), PostOnly = terms.TryGetProperty("post_only", out var only) && only.ValueKind == JsonValueKind.True };
    }

    private OrderTicket StopLimit()
    {
        var stop = Require("stop_price");
        var isRising = CoinbaseCall.TextOf(terms, "stop_direction") switch
        {
            "STOP_DIRECTION_STOP_UP" => true,
            "STOP_DIRECTION_STOP_DOWN" => false,
            null or "UNKNOWN_STOP_DIRECTION" => stop > market.LastPrice,
            var other => throw CoinbaseError.Argument($"parsing field \"stop_direction\": \"{other}\" is not a valid value"),
        };
        return Limit() with { Type = isRising == (common.Side == Side.Buy) ? OrderType.StopLimit : OrderType.TakeProfitLimit, StopPrice = stop, PostOnly = false };
    }

    private (OrderTicket Ticket, OrderTicket Stop) Bracket(Instant? end)
    {
        var stop = Require("stop_trigger_price");
        var limit = Limit() with { PostOnly = false, ExpiresAt = end };
        var isSell = common.Side == Side.Sell;
        if (isSell ? stop >= limit.Price : stop <= limit.Price) throw OrderRejection.Of(OrderRefusal.PairPrices, limit, market);
        var slipped = decimal.Floor(stop * (isSell ? 1 - BracketSlip : 1 + BracketSlip) / market.Rules.PriceTick) * market.Rules.PriceTick;
        // The order has one id for both sides: that of the limit.
        return (limit, limit with { ClientOrderId = "", Type = OrderType.StopLimit, StopPrice = stop, Price = Math.Max(slipped, market.Rules.PriceTick) });
    }

    private Instant EndTime()
    {
        var end = QueryParameters.ReadTime("end_time", CoinbaseCall.TextOf(terms, "end_time") ?? throw CoinbaseError.Argument("end_time is required"));
        return end > call.Now ? end : throw CoinbaseError.Argument("end_time must be in the future");
    }

    private decimal Require(string name) => Number(name) ?? throw CoinbaseError.Argument($"{name} is required");

    private decimal? Number(string name) => CoinbaseCall.TextOf(terms, name) is { Length: > 0 } text ? ReadNumber(name, text) : null;

    /// <summary>A positive exact number.</summary>
    public static decimal ReadNumber(string name, string text) =>
        text.Length <= 28 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 1e15m
            ? value : throw CoinbaseError.Argument($"parsing field \"{name}\": \"{text}\" is not a positive number");
}
