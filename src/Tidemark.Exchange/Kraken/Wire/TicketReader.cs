using System.Globalization;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>A new order out of the parameters of REST; those of the WebSocket API are turned into them first.</summary>
internal static class TicketReader
{
    private const int LongestFreeId = 18;
    private static readonly Duration LatestExpiry = Duration.FromDays(31);

    public static OrderTicket Read(CallParameters parameters, KrakenPair pair, Instant now)
    {
        var side = SideOf(parameters.Require("type"), "type");
        var name = parameters.Require("ordertype");
        var type = TypeOf(name);
        var flags = parameters.List("oflags");
        if (flags.FirstOrDefault(flag => flag is not ("post" or "fcib" or "fciq" or "nompp" or "viqc")) is not null) throw KrakenError.Arguments("oflags");
        if (flags.Contains("fcib") && flags.Contains("fciq")) throw KrakenError.Arguments("oflags");
        CheckMargin(parameters);
        var isInQuote = flags.Contains("viqc");
        if (isInQuote && (type != OrderType.Market || side == Side.Sell)) throw KrakenError.Arguments("viqc");
        var force = ForceOf(parameters, now, out var expires);
        var trail = IsTrailing(name) ? ReadTrail(parameters, pair, name) : null;
        if (trail is not null) trail.Peak = pair.Market.LastPrice;
        var (limit, trigger) = trail is null ? Prices(parameters, pair, type, side) : TrailPrices(trail, pair, side);
        var volume = parameters.Number("volume") ?? throw KrakenError.Arguments("volume");
        if (!isInQuote && volume % pair.Market.Rules.QuantityStep != 0) throw KrakenError.Arguments("volume");
        var shown = name == "iceberg" ? parameters.Number("displayvol") ?? throw KrakenError.Arguments("displayvol") : (decimal?)null;
        if (flags.Contains("post") && (!type.HasLimit() || force is TimeInForce.Ioc or TimeInForce.Fok)) throw KrakenError.Arguments("oflags");
        CheckDeadline(parameters["deadline"], now);
        return new OrderTicket
        {
            ClientOrderId = ClientId(parameters),
            Side = side,
            Type = type,
            PostOnly = flags.Contains("post"),
            Quantity = isInQuote ? null : volume,
            QuoteQuantity = isInQuote ? volume : null,
            Price = limit,
            StopPrice = trigger,
            IcebergQuantity = shown is { } part && part < volume ? part : null,
            TimeInForce = force,
            ExpiresAt = expires,
            Prevention = PreventionOf(parameters["stptype"]),
            FeeCurrency = flags.Contains("fcib") ? FeeCurrency.Base : null,
            Remarks = new OrderRemarks
            {
                OrderType = name,
                UserReference = parameters.Whole("userref"),
                FeesInBase = flags.Contains("fcib"),
                IsVolumeInQuote = isInQuote,
                Trail = trail,
                Close = ReadClose(parameters),
                ReferenceId = parameters["refid"],
            },
        };
    }

    public static OrderType TypeOf(string name) => name switch
    {
        "market" => OrderType.Market,
        "limit" or "iceberg" => OrderType.Limit,
        "stop-loss" or "trailing-stop" => OrderType.Stop,
        "stop-loss-limit" or "trailing-stop-limit" => OrderType.StopLimit,
        "take-profit" => OrderType.TakeProfit,
        "take-profit-limit" => OrderType.TakeProfitLimit,
        _ => throw KrakenError.Arguments("ordertype"),
    };

    public static Side SideOf(string text, string name) => text switch { "buy" => Side.Buy, "sell" => Side.Sell, _ => throw KrakenError.Arguments(name) };

    /// <summary>An order may say until when it shall be taken on: from half a second to a minute ahead.</summary>
    public static void CheckDeadline(string? text, Instant now)
    {
        if (text is null) return;
        if (!KrakenNumber.TryParse(text, out var deadline) || deadline > now + Duration.FromSeconds(60)) throw KrakenError.Arguments("deadline");
        if (deadline <= now) throw new KrakenError("EService:Deadline elapsed");
    }

    /// <summary>Prices have no more decimals than the pair.</summary>
    public static decimal OnTick(decimal price, KrakenPair pair) => decimal.Round(price, pair.PriceDecimals) == price ? price
        : throw new KrakenError(string.Create(CultureInfo.InvariantCulture, $"EOrder:Invalid price:{pair.AltName} price can only be specified up to {pair.PriceDecimals} decimals."));

    private static (decimal? Limit, decimal? Trigger) Prices(CallParameters parameters, KrakenPair pair, OrderType type, Side side)
    {
        if (type == OrderType.Market) return (null, null);
        var (rules, last) = (pair.Market.Rules, pair.Market.LastPrice);
        var isAgainst = type is OrderType.Stop or OrderType.StopLimit;
        var first = OnTick(RelativePrice.Read(parameters.Require("price"), rules, last, (side == Side.Buy) == isAgainst, "price"), pair);
        if (!type.WaitsForTrigger()) return (first, null);
        CheckReference(parameters["trigger"]);
        return (type.HasLimit() ? OnTick(RelativePrice.Read(parameters.Require("price2"), rules, first, side == Side.Buy, "price2"), pair) : null, first);
    }

    private static (decimal? Limit, decimal? Trigger) TrailPrices(Trail trail, KrakenPair pair, Side side)
    {
        var trigger = trail.TriggerOf(side, pair.Market.Rules.PriceTick);
        return (trail.LimitOffset is { } offset ? Math.Max(pair.Market.Rules.PriceTick, trigger + offset) : null, trigger);
    }

    private static bool IsTrailing(string name) => name.StartsWith("trailing-", StringComparison.Ordinal);

    private static Trail ReadTrail(CallParameters parameters, KrakenPair pair, string name)
    {
        CheckReference(parameters["trigger"]);
        var text = parameters.Require("price");
        var isPercent = text.EndsWith('%');
        if (!CallParameters.TryNumber(text.TrimStart('+').TrimEnd('%'), out var distance) || distance <= 0 || (isPercent && distance >= 100)) throw KrakenError.Arguments("price");
        if (!isPercent) OnTick(distance, pair);
        if (name == "trailing-stop") return new Trail(distance, isPercent, null, text);
        var second = parameters.Require("price2");
        if (!CallParameters.TryNumber(second.TrimStart('+'), out var offset)) throw KrakenError.Arguments("price2");
        return new Trail(distance, isPercent, OnTick(offset, pair), text);
    }

    /// <summary>There is no index price here.</summary>
    private static void CheckReference(string? trigger)
    {
        if (trigger is null or "last") return;
        throw KrakenError.Arguments(trigger == "index" ? "Index unavailable" : "trigger");
    }

    private static void CheckMargin(CallParameters parameters)
    {
        if (parameters["leverage"] is { } leverage and not "none" && leverage != "1") throw new KrakenError("EOrder:Cannot open position");
        if (parameters.Flag("reduce_only")) throw new KrakenError("EOrder:Unknown position");
    }

    private static TimeInForce ForceOf(CallParameters parameters, Instant now, out Instant? expires)
    {
        expires = null;
        if (Moment(parameters, "starttm", now) is { } start && start > now) throw KrakenError.Arguments("starttm");
        var end = Moment(parameters, "expiretm", now);
        switch (parameters["timeinforce"]?.ToUpperInvariant() ?? (end is null ? "GTC" : "GTD"))
        {
            case "GTC": return TimeInForce.Gtc;
            case "IOC": return TimeInForce.Ioc;
            case "FOK": return TimeInForce.Fok;
            case "GTD":
                expires = end is { } moment && moment > now && moment - now <= LatestExpiry ? moment : throw KrakenError.Arguments("expiretm");
                return TimeInForce.Gtd;
            default: throw KrakenError.Arguments("timeinforce");
        }
    }

    /// <summary>Seconds since 1970, or from now with a plus; 0 for none. The WebSocket API writes RFC 3339.</summary>
    private static Instant? Moment(CallParameters parameters, string name, Instant now)
    {
        if (parameters[name] is not { } text || text == "0") return null;
        if (text.Contains('T', StringComparison.Ordinal)) return KrakenNumber.TryParse(text, out var time) ? time : throw KrakenError.Arguments(name);
        if (!long.TryParse(text.TrimStart('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 9_000_000_000) throw KrakenError.Arguments(name);
        return text[0] == '+' ? now + Duration.FromSeconds(seconds) : Instant.FromUnixSeconds(seconds);
    }

    private static SelfTradePrevention PreventionOf(string? text) => text switch
    {
        null or "cancel-newest" or "cancel_newest" => SelfTradePrevention.CancelTaker,
        "cancel-oldest" or "cancel_oldest" => SelfTradePrevention.CancelMaker,
        "cancel-both" or "cancel_both" => SelfTradePrevention.CancelBoth,
        _ => throw KrakenError.Arguments("stptype"),
    };

    private static string ClientId(CallParameters parameters)
    {
        if (parameters["cl_ord_id"] is not { } id) return "";
        if (parameters["userref"] is not null) throw KrakenError.Arguments("cl_ord_id");
        var isFree = id.Length <= LongestFreeId && id.All(char.IsAscii);
        return isFree || (id.Length is 32 or 36 && Guid.TryParse(id, out _)) ? id : throw KrakenError.Arguments("cl_ord_id");
    }

    private static ClosePlan? ReadClose(CallParameters parameters)
    {
        if (parameters["close[ordertype]"] is not { } name) return null;
        var type = TypeOf(name);
        if (type == OrderType.Market || IsTrailing(name)) throw KrakenError.Arguments("close[ordertype]");
        var second = type.WaitsForTrigger() && type.HasLimit() ? parameters.Require("close[price2]") : null;
        return new ClosePlan(name, parameters.Require("close[price]"), second);
    }
}
