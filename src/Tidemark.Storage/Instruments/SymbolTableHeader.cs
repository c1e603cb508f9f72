namespace Tidemark.Storage.Instruments;

/// <summary>The header of a table of symbol properties: which column holds what.</summary>
internal sealed class SymbolTableHeader
{
    private static readonly (SymbolColumn Column, string[] Names)[] Known =
    [
        (SymbolColumn.Instrument, ["instrument"]),
        (SymbolColumn.Venue, ["venue", "market", "exchange"]),
        (SymbolColumn.Symbol, ["symbol"]),
        (SymbolColumn.Type, ["type"]),
        (SymbolColumn.QuoteCurrency, ["quotecurrency", "quote"]),
        (SymbolColumn.ContractMultiplier, ["contractmultiplier"]),
        (SymbolColumn.PriceTick, ["pricetick", "ticksize", "tick", "minimumpricevariation"]),
        (SymbolColumn.QuantityStep, ["quantitystep", "stepsize", "step", "lotsize"]),
        (SymbolColumn.MinimumOrderSize, ["minimumordersize"]),
        (SymbolColumn.MinimumQuantity, ["minimumquantity", "minquantity", "minqty"]),
        (SymbolColumn.MinimumNotional, ["minimumnotional", "minnotional"]),
        (SymbolColumn.MaximumQuantity, ["maximumquantity", "maxquantity", "maxqty"]),
        (SymbolColumn.MaximumMarketQuantity, ["maximummarketquantity", "maxmarketquantity"]),
        (SymbolColumn.MakerFeeRate, ["makerfeerate", "makerfee", "maker"]),
        (SymbolColumn.TakerFeeRate, ["takerfeerate", "takerfee", "taker"]),
        (SymbolColumn.ValidFrom, ["validfrom", "from"]),
        (SymbolColumn.ListedAt, ["listedat", "listed"]),
        (SymbolColumn.DelistedAt, ["delistedat", "delisted"]),
    ];

    private const int MostHeadingLetters = 150;

    /// <summary>LEAN's other columns, which say nothing about what is refused.</summary>
    private static readonly string[] PassedOver = ["description", "marketticker", "pricemagnifier", "strikemultiplier"];

    private readonly Dictionary<SymbolColumn, int> positions = [];
    private readonly string[] headings;

    /// <exception cref="BadInputException">A column is there twice, or the instruments are not named.</exception>
    public SymbolTableHeader(string[] headings, SymbolLog log)
    {
        this.headings = headings;
        var unknown = new List<string>();
        for (var index = 0; index < headings.Length; index++)
        {
            var plain = Plain(headings[index]);
            var known = Known.FirstOrDefault(candidate => candidate.Names.Contains(plain));
            if (known.Names is not null && !positions.TryAdd(known.Column, index)) throw new BadInputException($"{log.FileName}: the columns '{headings[positions[known.Column]]}' and '{headings[index]}' say the same");
            if (known.Names is null && !PassedOver.Contains(plain) && plain.Length > 0) unknown.Add(headings[index]);
        }
        if (unknown.Count > 0) log.Notes.Add($"columns passed over: {string.Join(", ", unknown)}");
        if (!Has(SymbolColumn.Instrument) && !(Has(SymbolColumn.Symbol) && Has(SymbolColumn.QuoteCurrency)))
            throw new BadInputException($"{log.FileName}: a table of symbol properties needs a column 'instrument' (BTC/USDT@binance), or 'market', 'symbol' and 'quote_currency'; there are {Shown}");
        if (!Has(SymbolColumn.PriceTick) && !Has(SymbolColumn.QuantityStep) && !Has(SymbolColumn.MinimumNotional) && !Has(SymbolColumn.MakerFeeRate) && !Has(SymbolColumn.TakerFeeRate))
            throw new BadInputException($"{log.FileName}: no column holds a rule, such as minimum_price_variation or lot_size; there are {Shown}");
    }

    public bool Has(SymbolColumn column) => positions.ContainsKey(column);

    /// <summary>The text of a field; null where the column or the field is not there.</summary>
    public string? Text(string[] fields, SymbolColumn column) =>
        positions.TryGetValue(column, out var index) && index < fields.Length && fields[index].Length > 0 ? fields[index] : null;

    /// <summary>The heading of a column, for messages.</summary>
    public string NameOf(SymbolColumn column) => positions.TryGetValue(column, out var index) ? headings[index] : column.ToString();

    private string Shown
    {
        get
        {
            var text = string.Join(", ", headings);
            return text.Length <= MostHeadingLetters ? text : $"{text.AsSpan(0, MostHeadingLetters)}…";
        }
    }

    private static string Plain(string heading) => string.Concat(heading.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
