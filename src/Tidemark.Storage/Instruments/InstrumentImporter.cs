using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import.Files;

namespace Tidemark.Storage.Instruments;

/// <summary>
/// Imports trading rules with their dates: Binance's <c>exchangeInfo</c> or a table of symbol properties. All files or none;
/// importing the same again changes nothing.
/// </summary>
public sealed class InstrumentImporter(MarketCatalog catalog, InstrumentImportOptions options)
{
    /// <exception cref="BadInputException">A file or a symbol of it cannot be used, or contradicts what is declared; the message names file, symbol and field.</exception>
    /// <exception cref="Locking.HomeLockedException">Another process is writing.</exception>
    public InstrumentImportResult Import(IReadOnlyList<string> paths)
    {
        var files = new List<(InstrumentFileReport Report, IReadOnlyList<DeclaredSymbol> Symbols)>();
        foreach (var path in paths) InputFile.ForEachTable(path, null, 0, table => files.Add(Read(table)));
        RequireAll(files.SelectMany(file => file.Symbols));
        InstrumentMerger merger = null!;
        catalog.Instruments.Change(declared =>
        {
            merger = new InstrumentMerger(declared, options.Repairs);
            foreach (var (report, symbols) in files)
                foreach (var symbol in symbols) merger.Add(report.Name, symbol);
            return merger.Changed;
        });
        return new InstrumentImportResult([.. files.Select(file => file.Report)], merger.NewInstruments, merger.NewPeriods, merger.Identical, merger.Kept, merger.Replaced);
    }

    private (InstrumentFileReport Report, IReadOnlyList<DeclaredSymbol> Symbols) Read(InputTable table)
    {
        using var bytes = new MemoryStream();
        table.Text.CopyTo(bytes);
        var text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        var log = new SymbolLog(table.Name, options.Repairs);
        var isExchangeInfo = ExchangeInfoText.Looks(text);
        Instant? validFrom = null;
        IReadOnlyList<DeclaredSymbol> symbols;
        if (isExchangeInfo)
        {
            using var document = ExchangeInfoText.Parse(table.Name, text);
            symbols = new ExchangeInfoReader(options, log).Read(ExchangeInfoText.Unwrap(document.RootElement), out var from);
            validFrom = from;
        }
        else
        {
            symbols = new SymbolTableReader(options, log).Read(text);
            if (symbols.Select(symbol => symbol.Rules.ValidFrom).Distinct().Count() == 1) validFrom = symbols[0].Rules.ValidFrom;
        }
        if (options.Only.Length > 0) symbols = [.. symbols.Where(symbol => options.Only.Contains(symbol.Id))];
        symbols = [.. symbols.Select(WithFees).Where(symbol => IsSound(symbol, log))];
        var report = new InstrumentFileReport(table.Name, isExchangeInfo ? "exchange-info" : "symbol-properties", symbols.Count, validFrom, [.. log.Skipped], [.. log.Notes]);
        return symbols.Count == 0 && options.Only.Length == 0 ? throw new BadInputException(Nothing(report)) : (report, symbols);
    }

    private string Nothing(InstrumentFileReport report) =>
        $"{report.Name}: there is not one symbol to import{(report.Skipped.Length > 0 ? $"; {report.Skipped.Length} were passed over, the first {report.Skipped[0].Symbol}: {report.Skipped[0].Reason}" : options.Venue is { } venue ? $" of venue {venue}" : "")}";

    private DeclaredSymbol WithFees(DeclaredSymbol symbol) => symbol with
    {
        Rules = symbol.Rules with { MakerFeeRate = options.MakerFeeRate ?? symbol.Rules.MakerFeeRate, TakerFeeRate = options.TakerFeeRate ?? symbol.Rules.TakerFeeRate },
    };

    private static bool IsSound(DeclaredSymbol symbol, SymbolLog log)
    {
        try
        {
            symbol.Rules.Validate();
            return true;
        }
        catch (ArgumentException refused)
        {
            log.Refuse(symbol.Symbol, new DefectException(refused.Message));
            return false;
        }
    }

    private void RequireAll(IEnumerable<DeclaredSymbol> symbols)
    {
        var found = symbols.Select(symbol => symbol.Id).ToHashSet();
        foreach (var wanted in options.Only)
            if (!found.Contains(wanted)) throw new BadInputException($"--instrument {wanted}: no file has rules of it");
    }
}
