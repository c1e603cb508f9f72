using System.Text.Json;

namespace Tidemark.Storage.Instruments;

/// <summary>
/// Reads what Binance answers to <c>exchangeInfo</c>: spot, USD-M and COIN-M futures, from the filters <c>PRICE_FILTER</c>, <c>LOT_SIZE</c>,
/// <c>MARKET_LOT_SIZE</c>, <c>MIN_NOTIONAL</c> or <c>NOTIONAL</c>, and those of <see cref="OrderBounds"/>. Quantities of inverse contracts are
/// contracts there and quote currency here. Source: Binance's documentation, "Filters".
/// </summary>
internal sealed class ExchangeInfoReader(InstrumentImportOptions options, SymbolLog log)
{
    private const string DefaultVenue = "binance";

    /// <summary>Perpetual contracts are said to be delivered on the last day of 2100.</summary>
    private static readonly Instant Never = Instant.FromDate(2100, 1, 1);

    /// <summary>The symbols of the answer.</summary>
    /// <exception cref="BadInputException">It is no such answer, or a symbol has a defect; the message names it.</exception>
    public IReadOnlyList<DeclaredSymbol> Read(JsonElement answer, out Instant validFrom)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Array)
            throw new BadInputException($"{log.FileName}: there is no list 'symbols', so this is not an exchangeInfo");
        validFrom = options.ValidFrom ?? ServerTime(answer);
        var result = new List<DeclaredSymbol>();
        foreach (var symbol in symbols.EnumerateArray())
        {
            var name = Text(symbol, "symbol") ?? throw new BadInputException($"{log.FileName}: entry {result.Count + log.Skipped.Count + 1} of 'symbols' has no 'symbol'");
            try
            {
                if (Declare(name, symbol, validFrom) is { } declared) result.Add(declared);
            }
            catch (DefectException defect)
            {
                log.Refuse(name, defect);
            }
        }
        return result;
    }

    private Instant ServerTime(JsonElement answer)
    {
        if (!answer.TryGetProperty("serverTime", out var time) || !time.TryGetInt64(out var milliseconds))
            throw new BadInputException($"{log.FileName}: there is no 'serverTime' to tell from when the rules hold; give --valid-from");
        return Instant.FromUnixMilliseconds(milliseconds);
    }

    private DeclaredSymbol? Declare(string name, JsonElement symbol, Instant validFrom)
    {
        if (IdOf(name, symbol) is not { } id) return null;
        if (!symbol.TryGetProperty("filters", out var filters) || filters.ValueKind != JsonValueKind.Array || filters.GetArrayLength() == 0)
        {
            log.PassOver(name, "no filters");
            return null;
        }
        var size = symbol.TryGetProperty("contractSize", out var contract) && id.IsInverse ? RuleNumber.Limit(contract.GetRawText().Trim('"'), "contractSize") ?? 1m : 1m;
        var rules = new TradingRules(validFrom,
            Filter(filters, "PRICE_FILTER", "tickSize"),
            Filter(filters, "LOT_SIZE", "stepSize") * size,
            Filter(filters, "LOT_SIZE", "minQty") * size,
            Filter(filters, "NOTIONAL", "minNotional") ?? Filter(filters, "MIN_NOTIONAL", "minNotional") ?? Filter(filters, "MIN_NOTIONAL", "notional"))
        {
            MaximumQuantity = Filter(filters, "LOT_SIZE", "maxQty") * size,
            MaximumMarketQuantity = Filter(filters, "MARKET_LOT_SIZE", "maxQty") * size,
            Bounds = BoundsOf(filters).OrNull(),
        };
        return new DeclaredSymbol(name, id, rules, Time(symbol, "onboardDate"), Time(symbol, "deliveryDate"));
    }

    private static OrderBounds BoundsOf(JsonElement filters)
    {
        var (up, down) = (Filter(filters, "PERCENT_PRICE", "multiplierUp"), Filter(filters, "PERCENT_PRICE", "multiplierDown"));
        return new OrderBounds
        {
            BuyPriceUp = Filter(filters, "PERCENT_PRICE_BY_SIDE", "bidMultiplierUp") ?? up,
            BuyPriceDown = Filter(filters, "PERCENT_PRICE_BY_SIDE", "bidMultiplierDown") ?? down,
            SellPriceUp = Filter(filters, "PERCENT_PRICE_BY_SIDE", "askMultiplierUp") ?? up,
            SellPriceDown = Filter(filters, "PERCENT_PRICE_BY_SIDE", "askMultiplierDown") ?? down,
            MaximumNotional = Filter(filters, "NOTIONAL", "maxNotional"),
            HasMinimumForMarket = Says(filters, "NOTIONAL", "applyMinToMarket") ?? Says(filters, "MIN_NOTIONAL", "applyToMarket") ?? true,
            HasMaximumForMarket = Says(filters, "NOTIONAL", "applyMaxToMarket") ?? true,
            MaximumOrders = Count(filters, "MAX_NUM_ORDERS", "maxNumOrders"),
            MaximumTriggerOrders = Count(filters, "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders"),
        };
    }

    /// <summary>Spot has a field of its own for a number, futures call it limit.</summary>
    private static int? Count(JsonElement filters, string type, string field) =>
        (Filter(filters, type, field) ?? Filter(filters, type, "limit")) is { } number ? (int)Math.Min(number, int.MaxValue) : null;

    private static bool? Says(JsonElement filters, string type, string field)
    {
        foreach (var filter in filters.EnumerateArray())
            if (Text(filter, "filterType") == type && filter.TryGetProperty(field, out var value) && value.ValueKind is (JsonValueKind.True or JsonValueKind.False)) return value.GetBoolean();
        return null;
    }

    private InstrumentId? IdOf(string name, JsonElement symbol)
    {
        var (baseAsset, quote) = (Text(symbol, "baseAsset"), Text(symbol, "quoteAsset"));
        if (baseAsset is null) throw new DefectException("'baseAsset' is missing");
        if (quote is null) throw new DefectException("'quoteAsset' is missing");
        var notation = $"{baseAsset}/{quote}";
        if (symbol.TryGetProperty("contractType", out _))
        {
            var dash = name.IndexOf('_', StringComparison.Ordinal);
            var isPerpetual = Text(symbol, "contractType")?.Contains("PERPETUAL", StringComparison.Ordinal) == true;
            if (!isPerpetual && dash < 0)
            {
                log.PassOver(name, $"contract type '{Text(symbol, "contractType")}'");
                return null;
            }
            notation += $":{Text(symbol, "marginAsset") ?? quote}{(isPerpetual ? "" : $"-{name[(dash + 1)..]}")}";
        }
        if (InstrumentId.TryParse($"{notation}@{options.Venue ?? DefaultVenue}", out var id)) return id;
        log.PassOver(name, "a name with letters that instruments cannot have here");
        return null;
    }

    private static decimal? Filter(JsonElement filters, string type, string field)
    {
        foreach (var filter in filters.EnumerateArray())
        {
            if (Text(filter, "filterType") != type) continue;
            return filter.TryGetProperty(field, out var value) ? RuleNumber.Limit(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), $"{type}.{field}") : null;
        }
        return null;
    }

    private static Instant? Time(JsonElement symbol, string field)
    {
        if (!symbol.TryGetProperty(field, out var value) || !value.TryGetInt64(out var milliseconds) || milliseconds <= 0) return null;
        var time = Instant.FromUnixMilliseconds(milliseconds);
        return time < Never ? time : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
