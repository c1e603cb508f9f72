namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>The parameters of an order in version 2 of the WebSocket API, turned into those of REST.</summary>
internal static class SocketOrder
{
    /// <param name="symbol">The pair of the whole request, for a batch.</param>
    public static CallParameters ToRest(CallParameters given, string? symbol)
    {
        var rest = new CallParameters();
        var name = given.Require("order_type");
        var type = TicketReader.TypeOf(name);
        rest.Set("pair", symbol);
        rest.Set("ordertype", name);
        rest.Set("type", given.Require("side"));
        rest.Set("volume", given["cash_order_qty"] ?? given["order_qty"]);
        var limit = Priced(given["limit_price"], given["limit_price_type"]);
        if (type.WaitsForTrigger())
        {
            rest.Set("price", Priced(given["triggers[price]"] ?? given["stop_price"], given["triggers[price_type]"]));
            rest.Set("price2", limit);
            rest.Set("trigger", given["triggers[reference]"] ?? given["trigger"]);
        }
        else rest.Set("price", limit);
        foreach (var (from, to) in ((string, string)[])[("display_qty", "displayvol"), ("time_in_force", "timeinforce"), ("expire_time", "expiretm"), ("effective_time", "starttm"),
            ("deadline", "deadline"), ("cl_ord_id", "cl_ord_id"), ("order_userref", "userref"), ("stp_type", "stptype"), ("reduce_only", "reduce_only"), ("validate", "validate")]) rest.Set(to, given[from]);
        if (given.Flag("margin")) rest.Set("leverage", "5");
        rest.Set("oflags", string.Join(',', Flags(given)));
        SetClose(given, rest);
        return rest;
    }

    /// <summary>Of an edit: only what is to change.</summary>
    public static CallParameters EditToRest(CallParameters given, bool hasTrigger)
    {
        var rest = new CallParameters();
        rest.Set("txid", given["order_id"]);
        rest.Set("pair", given["symbol"]);
        var limit = given["limit_price"] ?? given["price"];
        var trigger = Priced(given["triggers[price]"] ?? given["stop_price"], given["triggers[price_type]"]);
        rest.Set("price", hasTrigger ? trigger : limit);
        if (hasTrigger) rest.Set("price2", limit);
        foreach (var (from, to) in ((string, string)[])[("order_qty", "volume"), ("display_qty", "displayvol"), ("order_userref", "userref"), ("deadline", "deadline"), ("validate", "validate")]) rest.Set(to, given[from]);
        if (given["post_only"] is not null) rest.Set("oflags", given.Flag("post_only") ? "post" : "nompp");
        return rest;
    }

    /// <summary>A number with its unit as REST writes it: <c>-2%</c>, <c>+150</c>.</summary>
    private static string? Priced(string? number, string? unit)
    {
        if (number is null || unit is null or "static") return number;
        var signed = number.StartsWith('-') || number.StartsWith('+') ? number : "+" + number;
        return unit switch { "pct" => signed + "%", "quote" => signed, _ => throw KrakenError.Arguments("price_type") };
    }

    private static IEnumerable<string> Flags(CallParameters given)
    {
        if (given.Flag("post_only")) yield return "post";
        if (given["cash_order_qty"] is not null) yield return "viqc";
        if (given["fee_preference"] is { } preference) yield return preference switch { "base" => "fcib", "quote" => "fciq", _ => throw KrakenError.Arguments("fee_preference") };
    }

    private static void SetClose(CallParameters given, CallParameters rest)
    {
        if (given["conditional[order_type]"] is not { } name) return;
        rest.Set("close[ordertype]", name);
        var trigger = Priced(given["conditional[trigger_price]"] ?? given["conditional[stop_price]"], given["conditional[trigger_price_type]"]);
        var limit = Priced(given["conditional[limit_price]"], given["conditional[limit_price_type]"]);
        rest.Set("close[price]", trigger ?? limit);
        if (trigger is not null) rest.Set("close[price2]", limit);
    }
}
