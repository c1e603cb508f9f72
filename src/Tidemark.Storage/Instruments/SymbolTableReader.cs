using System.Globalization;
using System.Text;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Instruments;

/// <summary>
/// Reads a table of symbol properties: LEAN's <c>symbol-properties-database.csv</c>, or one with a column <c>instrument</c>. Rows of
/// other asset classes are passed over.
/// </summary>
internal sealed class SymbolTableReader(InstrumentImportOptions options, SymbolLog log)
{
    /// <summary>LEAN's Binance model compares the column with price times quantity; its other models with the quantity.</summary>
    private static readonly string[] VenuesWithSizeInQuote = ["binance", "binanceus"];

    /// <summary>Venues whose contracts quoted in USD are settled in the base currency.</summary>
    private static readonly string[] VenuesWithInverseDollarContracts = ["binance", "bybit"];

    /// <summary>The rows of the table as rules.</summary>
    /// <exception cref="BadInputException">It is no such table, or a row has a defect; the message names line or symbol.</exception>
    public IReadOnlyList<DeclaredSymbol> Read(ReadOnlySpan<byte> text)
    {
        SymbolTableHeader? header = null;
        var result = new List<DeclaredSymbol>();
        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            number++;
            var line = text[range].TrimEnd((byte)'\r');
            if (number == 1) line = line.TrimStart("\uFEFF"u8);
            if (line.Trim((byte)' ').IsEmpty || line[0] == '#') continue;
            var fields = FieldsOf(line, number);
            if (header is null) header = new SymbolTableHeader(fields, log);
            else if (Take(header, fields, number) is { } declared) result.Add(declared);
        }
        if (header is null) throw new BadInputException($"{log.FileName}: there is no header");
        return result;
    }

    private string[] FieldsOf(ReadOnlySpan<byte> line, int number)
    {
        var fields = new List<string>();
        var splitter = new FieldSplitter(line, (byte)',');
        while (splitter.MoveNext()) fields.Add(Encoding.UTF8.GetString(splitter.Current).Trim());
        return splitter.Problem is { } problem ? throw new BadInputException($"{log.FileName}, line {number.ToString(CultureInfo.InvariantCulture)}: {problem}") : [.. fields];
    }

    private DeclaredSymbol? Take(SymbolTableHeader header, string[] fields, int number)
    {
        var symbol = header.Text(fields, SymbolColumn.Instrument) ?? header.Text(fields, SymbolColumn.Symbol);
        if (symbol is null) throw new BadInputException($"{log.FileName}, line {number.ToString(CultureInfo.InvariantCulture)}: the symbol is empty");
        try
        {
            return Declare(header, fields, symbol);
        }
        catch (DefectException defect)
        {
            log.Refuse($"{symbol} (line {number.ToString(CultureInfo.InvariantCulture)})", defect);
            return null;
        }
    }

    private DeclaredSymbol? Declare(SymbolTableHeader header, string[] fields, string symbol)
    {
        if (IdOf(header, fields, symbol) is not { } id || (options.Venue is { } venue && id.Venue != venue)) return null;
        var isSizeInQuote = VenuesWithSizeInQuote.Contains(id.Venue) && id.Kind == InstrumentKind.Spot;
        decimal? Limit(SymbolColumn column) => RuleNumber.Limit(header.Text(fields, column), header.NameOf(column));
        var size = Limit(SymbolColumn.MinimumOrderSize);
        var rules = new TradingRules(
            options.ValidFrom ?? Time(header, fields, SymbolColumn.ValidFrom) ?? Instant.MinValue,
            Limit(SymbolColumn.PriceTick),
            Limit(SymbolColumn.QuantityStep),
            Limit(SymbolColumn.MinimumQuantity) ?? (isSizeInQuote ? null : size),
            Limit(SymbolColumn.MinimumNotional) ?? (isSizeInQuote ? size : null))
        {
            MaximumQuantity = Limit(SymbolColumn.MaximumQuantity),
            MaximumMarketQuantity = Limit(SymbolColumn.MaximumMarketQuantity),
            MakerFeeRate = RuleNumber.Value(header.Text(fields, SymbolColumn.MakerFeeRate), header.NameOf(SymbolColumn.MakerFeeRate)),
            TakerFeeRate = RuleNumber.Value(header.Text(fields, SymbolColumn.TakerFeeRate), header.NameOf(SymbolColumn.TakerFeeRate)),
        };
        return new DeclaredSymbol(symbol, id, rules, Time(header, fields, SymbolColumn.ListedAt), Time(header, fields, SymbolColumn.DelistedAt));
    }

    private InstrumentId? IdOf(SymbolTableHeader header, string[] fields, string symbol)
    {
        if (header.Text(fields, SymbolColumn.Instrument) is { } written)
            return InstrumentId.TryParse(written, out var given) ? given : throw new DefectException($"'{written}' is not an instrument; write BASE/QUOTE@venue");
        var venue = (header.Text(fields, SymbolColumn.Venue) ?? options.Venue ?? throw new DefectException("the venue is missing; give --venue")).ToLowerInvariant();
        if (options.Venue is { } only && venue != only) return null;
        var type = header.Text(fields, SymbolColumn.Type) ?? "crypto";
        if (type is not ("crypto" or "cryptofuture"))
        {
            log.PassOver(symbol, $"type {type}");
            return null;
        }
        var quote = header.Text(fields, SymbolColumn.QuoteCurrency) ?? throw new DefectException($"{header.NameOf(SymbolColumn.QuoteCurrency)} is empty");
        if (!symbol.EndsWith(quote, StringComparison.OrdinalIgnoreCase) || symbol.Length == quote.Length) throw new DefectException($"it does not end with its quote currency {quote}");
        var notation = $"{symbol[..^quote.Length].TrimEnd('/', '-')}/{quote}";
        if (type == "cryptofuture")
        {
            if (quote == "USD" && VenuesWithInverseDollarContracts.Contains(venue))
            {
                log.PassOver(symbol, "inverse contract: its quantities are contracts, not base currency");
                return null;
            }
            notation += $":{(venue == "dydx" ? "USDC" : quote)}";
        }
        if (RuleNumber.Value(header.Text(fields, SymbolColumn.ContractMultiplier), header.NameOf(SymbolColumn.ContractMultiplier)) is { } multiplier && multiplier != 1m) throw new DefectException($"a contract multiplier of {multiplier}");
        if (InstrumentId.TryParse($"{notation}@{venue}", out var id)) return id;
        log.PassOver(symbol, "a name with letters that instruments cannot have here");
        return null;
    }

    private static Instant? Time(SymbolTableHeader header, string[] fields, SymbolColumn column)
    {
        if (header.Text(fields, column) is not { } text) return null;
        return Instant.TryParse(text, out var time) ? time : throw new DefectException($"{header.NameOf(column)}: '{text}' is not a time such as 2024-03-01");
    }
}
