using System.Text.Json;

namespace Tidemark.Storage.Instruments;

/// <summary>
/// Reads what Binance answers to <c>exchangeInfo</c>: spot and USD-M futures, from the filters <c>PRICE_FILTER</c>, <c>LOT_SIZE</c>,
/// <c>MARKET_LOT_SIZE</c> and <c>MIN_NOTIONAL</c> or <c>NOTIONAL</c>. Source: Binance's documentation, "Filters".
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
        if (symbol.TryGetProperty("contractSize", out _))
        {
            log.PassOver(name, "inverse contract: its quantities are contracts, not base currency");
            return null;
        }
        if (IdOf(name, symbol) is not { } id) return null;
        if (!symbol.TryGetProperty("filters", out var filters) || filters.ValueKind != JsonValueKind.Array || filters.GetArrayLength() == 0)
        {
            log.PassOver(name, "no filters");
            return null;
        }
        var rules = new TradingRules(validFrom,
            Filter(filters, "PRICE_FILTER", "tickSize"),
            Filter(filters, "LOT_SIZE", "stepSize"),
            Filter(filters, "LOT_SIZE", "minQty"),
            Filter(filters, "NOTIONAL", "minNotional") ?? Filter(filters, "MIN_NOTIONAL", "minNotional") ?? Filter(filters, "MIN_NOTIONAL", "notional"))
        {
            MaximumQuantity = Filter(filters, "LOT_SIZE", "maxQty"),
            MaximumMarketQuantity = Filter(filters, "MARKET_LOT_SIZE", "maxQty"),
        };
        return new DeclaredSymbol(name, id, rules, Time(symbol, "onboardDate"), Time(symbol, "deliveryDate"));
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
