using System.Collections.Immutable;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import.Bars;
using Tidemark.Storage.Import.Files;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import;

/// <summary>Imports files of bars or trades into the catalog: all of them or, when anything is wrong with one, none.</summary>
public sealed class MarketImporter
{
    private readonly MarketCatalog catalog;
    private readonly InstrumentId instrument;
    private readonly ReadOptions options;

    /// <param name="catalog">Where the data goes.</param>
    /// <param name="instrument">Whose data it is.</param>
    /// <param name="options">How to read the files; their instrument is set here.</param>
    public MarketImporter(MarketCatalog catalog, InstrumentId instrument, ReadOptions options)
    {
        this.catalog = catalog;
        this.instrument = instrument;
        this.options = options with { Instrument = instrument };
    }

    /// <summary>Bytes of all files, for a progress bar.</summary>
    /// <exception cref="BadInputException">A file is missing or a folder.</exception>
    public static long BytesOf(IReadOnlyList<string> paths) => paths.Sum(InputFile.LengthOf);

    /// <summary>Reads, checks and stores files of one kind and interval.</summary>
    /// <param name="paths">The files, in any order; they may overlap each other and what is stored.</param>
    /// <param name="progress">Takes bytes read so far.</param>
    /// <param name="cancellation">Stops the reading; nothing is stored then.</param>
    /// <exception cref="BadInputException">A file cannot be used; the message names file, line and reason.</exception>
    /// <exception cref="DamagedSeriesException">What is stored cannot be trusted, so nothing is merged into it.</exception>
    public ImportResult Import(IReadOnlyList<string> paths, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var tables = Read(paths, progress, cancellation);
        RequireOneKind(tables);
        cancellation.ThrowIfCancellationRequested();
        return tables[0].Trades is null ? AddBars(tables) : AddTrades(tables);
    }

    private ConflictRepair Conflicts => options.Repairs.HasFlag(Repair.KeepLast) ? ConflictRepair.Replace
        : options.Repairs.HasFlag(Repair.KeepFirst) ? ConflictRepair.Keep
        : ConflictRepair.Refuse;

    private List<ParsedTable> Read(IReadOnlyList<string> paths, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (paths.Count == 0) throw new BadInputException("there is no file to import");
        BytesOf(paths);
        var tables = new List<ParsedTable>();
        var start = 0L;
        foreach (var path in paths)
        {
            InputFile.ForEachTable(path, progress, start, table => tables.Add(new TableImporter(table, options, cancellation).Read()));
            start += InputFile.LengthOf(path);
        }
        return tables;
    }

    private static void RequireOneKind(List<ParsedTable> tables)
    {
        var first = tables[0].Report;
        foreach (var table in tables)
        {
            var other = table.Report;
            if (other.IsTrades != first.IsTrades)
                throw new BadInputException($"{other.Name}: holds {Kind(other)}, but {first.Name} holds {Kind(first)}; import them one after the other");
            if (other.Interval != first.Interval)
                throw new BadInputException($"{other.Name}: holds {other.Interval} bars, but {first.Name} holds {first.Interval} bars; import them one after the other");
        }
    }

    private ImportResult AddBars(List<ParsedTable> tables)
    {
        var spec = new BarSpec(instrument, tables[0].Bars!.Interval);
        List<BarColumns> parts = [.. tables.Select(table => table.Bars!)];
        List<SeriesSource> sources = [.. tables.Select(Source)];
        (BarColumns Filled, ImmutableArray<GapRange> Gaps) fill = (parts[0].Slice(0, 0), []);
        try
        {
            if (options.Repairs.HasFlag(Repair.FillGaps)) fill = GapFiller.Fill(spec, parts, Stored(spec), Conflicts);
            if (fill.Filled.Count > 0)
            {
                parts.Add(fill.Filled);
                sources.Add(new SeriesSource("gaps", "filled", fill.Filled.Count, ["bars without volume at the last close, where bars were absent"]));
            }
            var outcome = catalog.AddBars(instrument, spec.Interval, parts, sources, Conflicts);
            return new ImportResult([.. tables.Select(table => table.Report)], fill.Filled.Count, fill.Gaps, outcome);
        }
        catch (BadInputException) when (ConflictFinder.Find(tables, Stored(spec)) is { } conflict)
        {
            throw conflict;
        }
    }

    private ImportResult AddTrades(List<ParsedTable> tables)
    {
        try
        {
            var outcome = catalog.AddTrades(instrument, [.. tables.Select(table => table.Trades!)], [.. tables.Select(Source)], Conflicts);
            return new ImportResult([.. tables.Select(table => table.Report)], 0, [], outcome);
        }
        catch (BadInputException) when (ConflictFinder.FindInTrades(tables, catalog.TryFindTrades(instrument, out _) ? catalog.OpenTrades(instrument) : null) is { } conflict)
        {
            throw conflict;
        }
    }

    private BarColumns? Stored(BarSpec spec) => catalog.TryFind(spec, out _) ? catalog.OpenBars(spec) : null;

    private static SeriesSource Source(ParsedTable table)
    {
        var report = table.Report;
        return new SeriesSource(report.ShortName, report.Layout, report.RowsKept, [.. report.Repairs.Select(repair => repair.ToString()), .. report.Notes]);
    }

    private static string Kind(TableReport report) => report.IsTrades ? "trades" : "bars";
}
