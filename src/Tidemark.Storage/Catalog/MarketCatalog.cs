using System.Collections.Immutable;
using Tidemark.Storage.Catalog.Filling;
using Tidemark.Storage.Catalog.Format;
using Tidemark.Storage.Catalog.Merging;
using Tidemark.Storage.Catalog.Resampling;
using Tidemark.Storage.Files;
using Tidemark.Storage.Locking;

namespace Tidemark.Storage.Catalog;

/// <summary>
/// The market data of a home: one column file a series, memory-mapped for reading, replaced as a whole for writing, so that a reader
/// always sees the old series or the new one and a failed import changes nothing. One process writes at a time.
/// </summary>
/// <remarks>
/// Opening a series checks its header (version, length, checksum of the description) and not the rows: those are checked by
/// <see cref="Verify"/>, which <c>data check</c> calls, and before anything is merged into them. Thread-safe.
/// </remarks>
public sealed class MarketCatalog
{
    private static readonly TimeSpan WriterPatience = TimeSpan.FromSeconds(10);
    private readonly TimeSpan patience;
    private readonly string home;
    private readonly AtomicFile atomic;

    internal MarketCatalog(string homeDirectory, AtomicFile atomic, TimeSpan? patience = null)
    {
        this.patience = patience ?? WriterPatience;
        home = Path.GetFullPath(homeDirectory);
        Root = Path.Combine(home, "catalog");
        this.atomic = atomic;
        Instruments = new InstrumentStore(this);
    }

    /// <summary>The folder of the catalog.</summary>
    public string Root { get; }

    /// <summary>Listing dates and trading rules that were declared.</summary>
    public InstrumentStore Instruments { get; }

    /// <summary>Opens the catalog of a home. Touches nothing: a home without one has an empty catalog.</summary>
    public static MarketCatalog Open(string homeDirectory) => new(homeDirectory, new AtomicFile());

    /// <summary>Every readable series, by instrument, then trades, then finer before coarser intervals.</summary>
    public IReadOnlyList<SeriesInfo> List() => Survey().Series;

    /// <summary>The readable series of one instrument in the same order; other files are not opened.</summary>
    private IReadOnlyList<SeriesInfo> ListOf(InstrumentId instrument) => Survey(SeriesPaths.Of(Root, instrument)).Series;

    /// <summary>Every series and every file that cannot be trusted.</summary>
    public CatalogSurvey Survey() => Survey(SeriesPaths.All(Root));

    private static CatalogSurvey Survey(IReadOnlyList<string> paths)
    {
        var series = new List<SeriesInfo>();
        var damaged = new List<DamagedSeriesException>();
        foreach (var path in paths)
        {
            try
            {
                series.Add(SeriesFile.ReadInfo(path));
            }
            catch (DamagedSeriesException failure)
            {
                damaged.Add(failure);
            }
        }
        return new CatalogSurvey([.. series.OrderBy(info => info.Instrument).ThenBy(info => info.Interval?.ApproximateNanoseconds ?? 0)], damaged);
    }

    /// <summary>What is known of stored bars; false when there are none.</summary>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public bool TryFind(BarSpec spec, out SeriesInfo info) => TryRead(SeriesPaths.Bars(Root, spec), out info);

    /// <summary>What is known of stored trades; false when there are none.</summary>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public bool TryFindTrades(InstrumentId instrument, out SeriesInfo info) => TryRead(SeriesPaths.Trades(Root, instrument), out info);

    /// <summary>Stored bars, memory-mapped.</summary>
    /// <exception cref="BadInputException">There are none; the message names the nearest series.</exception>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public BarColumns OpenBars(BarSpec spec) => SeriesFile.Bars(Map(SeriesPaths.Bars(Root, spec), () => UnknownSeries.Bars(this, spec)), spec.Interval);

    /// <summary>Stored trades, memory-mapped.</summary>
    /// <exception cref="BadInputException">There are none; the message names the nearest instruments.</exception>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public TradeColumns OpenTrades(InstrumentId instrument) => SeriesFile.Trades(Map(SeriesPaths.Trades(Root, instrument), () => UnknownSeries.Trades(this, instrument)));

    /// <summary>What is known of a stored recording of an order book; false when there is none.</summary>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public bool TryFindBook(InstrumentId instrument, out SeriesInfo info) => TryRead(SeriesPaths.Book(Root, instrument), out info);

    /// <summary>A stored recording of an order book, memory-mapped.</summary>
    /// <exception cref="BadInputException">There is none; the message names those there are.</exception>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public BookColumns OpenBook(InstrumentId instrument) => SeriesFile.Book(Map(SeriesPaths.Book(Root, instrument), () => UnknownSeries.Book(this, instrument)));

    /// <summary>Stores the recording of an order book in place of whatever was stored of that instrument's.</summary>
    /// <exception cref="HomeLockedException">Another process is writing.</exception>
    public SeriesInfo ReplaceBook(InstrumentId instrument, BookColumns book, SeriesSource source)
    {
        var path = SeriesPaths.Book(Root, instrument);
        return Write(() =>
        {
            SeriesFile.WriteBook(atomic, path, Staging, instrument, book, source);
            return SeriesFile.ReadInfo(path);
        });
    }

    /// <summary>The runs of absent bars of stored bars, memory-mapped.</summary>
    /// <exception cref="BadInputException">There are none; the message names the nearest series.</exception>
    public GapMap OpenGaps(BarSpec spec) => SeriesFile.Gaps(Map(SeriesPaths.Bars(Root, spec), () => UnknownSeries.Bars(this, spec)));

    /// <summary>
    /// The bars of a series as they are stored; where they are not, resampled from the finest stored bars that they can be built
    /// from, or from trades where there are no such bars. The result says which.
    /// </summary>
    /// <exception cref="BadInputException">There is nothing to build them from; the message names what is there.</exception>
    /// <exception cref="DamagedSeriesException">The file cannot be trusted.</exception>
    public ResampledBars Resolve(BarSpec spec) =>
        TryFind(spec, out var stored) ? new ResampledBars(OpenBars(spec), stored, null) : ResolveFromFiner(spec);

    /// <summary>Bars built from finer data, even where they are stored too; otherwise as <see cref="Resolve"/>.</summary>
    /// <exception cref="BadInputException">There is nothing to build them from; the message names what is there.</exception>
    public ResampledBars ResolveFromFiner(BarSpec spec)
    {
        var finest = ListOf(spec.Instrument).FirstOrDefault(info => info.Instrument == spec.Instrument && info.Interval is { } finer && finer != spec.Interval && spec.Interval.CanBeBuiltFrom(finer));
        if (finest is not null) return BarResampler.Resample(OpenBars(new BarSpec(spec.Instrument, finest.Interval!.Value)), spec.Interval, finest);
        if (TryFindTrades(spec.Instrument, out var trades)) return BarResampler.Resample(OpenTrades(spec.Instrument), spec.Interval, trades);
        throw TryFind(spec, out _) ? UnknownSeries.NothingFiner(this, spec) : UnknownSeries.Bars(this, spec);
    }

    /// <summary>Compares every row of a series with its checksums.</summary>
    /// <exception cref="DamagedSeriesException">One differs; the message names file, column and rows.</exception>
    public static void Verify(SeriesInfo series) => MappedColumnFile.Open(series.FilePath).Verify();

    /// <inheritdoc cref="AddBars(InstrumentId, Interval, IReadOnlyList{BarColumns}, IReadOnlyList{SeriesSource}, ConflictRepair)"/>
    public ImportOutcome AddBars(InstrumentId instrument, Interval interval, BarColumns bars, SeriesSource source, ConflictRepair repair = ConflictRepair.Refuse) =>
        AddBars(instrument, interval, [bars], [source], repair);

    /// <summary>
    /// Adds bars to a series, which is made when it is not there. Bars that are there with the same values change nothing; when all
    /// are, no file is touched. Either everything is added or nothing.
    /// </summary>
    /// <param name="instrument">Whose bars.</param>
    /// <param name="interval">Their interval.</param>
    /// <param name="parts">Ascending bars, one or several files; parts may overlap each other and what is there.</param>
    /// <param name="sources">Where they came from.</param>
    /// <param name="repair">What to do with a bar that differs from the one there.</param>
    /// <exception cref="BadInputException">A bar cannot be stored, conflicts without a chosen repair, or there are none at all.</exception>
    /// <exception cref="DamagedSeriesException">What is there cannot be trusted, so nothing is merged into it.</exception>
    /// <exception cref="HomeLockedException">Another process is writing.</exception>
    public ImportOutcome AddBars(InstrumentId instrument, Interval interval, IReadOnlyList<BarColumns> parts, IReadOnlyList<SeriesSource> sources, ConflictRepair repair = ConflictRepair.Refuse)
    {
        var spec = new BarSpec(instrument, interval);
        var path = SeriesPaths.Bars(Root, spec);
        return Write(() =>
        {
            var merger = new BarMerger(spec, repair);
            var before = Before(path);
            if (MapForMerging(path) is { } there)
            {
                (var bars, before) = FilledBars.GiveWay(SeriesFile.Bars(there, interval), before, parts);
                merger.Start(bars);
            }
            foreach (var part in parts) merger.Add(part);
            if (merger.Pieces.Count == 0) throw new BadInputException($"{spec}: there is not one bar to store");
            if (merger.Counts.Changed) SeriesFile.WriteBars(atomic, path, Staging, spec, merger.Pieces, Together(before, sources));
            return Outcome(merger.Counts, path);
        });
    }

    /// <summary>Adds trades; the rules are those of bars, with moment and trade id in place of the open time.</summary>
    /// <inheritdoc cref="AddBars(InstrumentId, Interval, IReadOnlyList{BarColumns}, IReadOnlyList{SeriesSource}, ConflictRepair)"/>
    public ImportOutcome AddTrades(InstrumentId instrument, IReadOnlyList<TradeColumns> parts, IReadOnlyList<SeriesSource> sources, ConflictRepair repair = ConflictRepair.Refuse)
    {
        var path = SeriesPaths.Trades(Root, instrument);
        return Write(() =>
        {
            var merger = new TradeMerger(instrument, repair);
            if (MapForMerging(path) is { } there) merger.Start(SeriesFile.Trades(there));
            foreach (var part in parts) merger.Add(part);
            if (merger.Pieces.Count == 0) throw new BadInputException($"{instrument} trades: there is not one trade to store");
            if (merger.Counts.Changed) SeriesFile.WriteTrades(atomic, path, Staging, instrument, merger.Pieces, Together(Before(path), sources));
            return Outcome(merger.Counts, path);
        });
    }

    /// <summary>Stores bars in place of whatever was stored of that instrument and interval.</summary>
    /// <exception cref="BadInputException">A bar cannot be stored, or there are none.</exception>
    /// <exception cref="HomeLockedException">Another process is writing.</exception>
    public SeriesInfo ReplaceBars(InstrumentId instrument, BarColumns bars, SeriesSource source)
    {
        var spec = new BarSpec(instrument, bars.Interval);
        var path = SeriesPaths.Bars(Root, spec);
        if (bars.Count == 0) throw new BadInputException($"{spec}: there is not one bar to store");
        BarChecks.Validate(spec, bars);
        return Write(() =>
        {
            SeriesFile.WriteBars(atomic, path, Staging, spec, [bars], [source]);
            return SeriesFile.ReadInfo(path);
        });
    }

    internal string Staging => Path.Combine(Root, ".staging");

    internal AtomicFile Atomic => atomic;

    internal T Write<T>(Func<T> work)
    {
        using var writer = ProcessLock.Acquire(Path.Combine(home, "run"), "catalog", "writing the catalog", patience);
        RemoveLeftovers();
        try
        {
            return work();
        }
        finally
        {
            RemoveLeftovers();
        }
    }

    /// <summary>Removes what a writer that was killed left behind; only called by who holds the lock.</summary>
    private void RemoveLeftovers()
    {
        if (!Directory.Exists(Staging)) return;
        foreach (var file in Directory.EnumerateFiles(Staging)) File.Delete(file);
        Directory.Delete(Staging);
    }

    private static ImportOutcome Outcome(MergeCounts counts, string path) =>
        new(counts.Added, counts.Identical, counts.Kept, counts.Replaced, SeriesFile.ReadInfo(path));

    private static ImmutableArray<SeriesSource> Before(string path) => File.Exists(path) ? SeriesFile.ReadInfo(path).Sources : [];

    private static ImmutableArray<SeriesSource> Together(ImmutableArray<SeriesSource> there, IReadOnlyList<SeriesSource> sources)
    {
        var together = there.ToList();
        foreach (var source in sources)
        {
            var same = together.FindIndex(other => source.Grows ? other.Grows && other.Name == source.Name && other.IsSynthetic == source.IsSynthetic : other.Equals(source));
            if (same < 0) together.Add(source);
            else if (source.Grows) together[same] = source with { Rows = together[same].Rows + source.Rows };
        }
        return [.. together];
    }

    private static MappedColumnFile? MapForMerging(string path)
    {
        if (!File.Exists(path)) return null;
        var file = MappedColumnFile.Open(path);
        file.Verify();
        return file;
    }

    private static MappedColumnFile Map(string path, Func<BadInputException> unknown)
    {
        try
        {
            return MappedColumnFile.Open(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw unknown();
        }
    }

    private static bool TryRead(string path, out SeriesInfo info)
    {
        info = null!;
        if (!File.Exists(path)) return false;
        info = SeriesFile.ReadInfo(path);
        return true;
    }
}
