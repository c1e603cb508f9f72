using Tidemark.Research.Universes;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;

namespace Tidemark.Research.Backtests;

/// <summary>Finds the bars of a request: in the catalog, or in files that are read without being imported.</summary>
public sealed class SeriesLoader(MarketCatalog catalog)
{
    private static readonly InstrumentId UnnamedInstrument = InstrumentId.Parse("BASE/QUOTE@file");

    /// <summary>The bars of every instrument of a request, whole.</summary>
    /// <exception cref="BadInputException">There are none, a file cannot be used, or the options do not fit together; the message names which.</exception>
    public IReadOnlyList<SeriesInput> Load(BacktestRequest request, CancellationToken cancellation = default)
    {
        var traded = LoadTraded(request, cancellation);
        if (request.Conversions.Length == 0) return traded;
        if (request.Conversions.FirstOrDefault(id => traded.Any(input => input.Instrument.Id == id)) is { } twice) throw new BadInputException($"--convert {twice}: it is traded, and converts already");
        return [.. traded, .. Load(request.Conversions, traded[0].Bars.Interval).Select(input => input with { IsConversion = true })];
    }

    private IReadOnlyList<SeriesInput> LoadTraded(BacktestRequest request, CancellationToken cancellation)
    {
        if (request.DepthFiles.Length > 0 || request.UsesStoredDepth) return new DepthInputs(catalog).Load(request, cancellation);
        if (request.Universe is { } universe) return LoadUniverse(request, universe);
        if (request.BarFiles.Length > 0) return LoadFiles(request, cancellation);
        if (request.Instruments.Length == 0) throw new BadInputException("--instrument or --bars is needed: what should be traded?");
        if (request.Interval is not { } interval) throw new BadInputException("--interval is needed, such as --interval 1h");
        return Load(request.Instruments, interval);
    }

    /// <summary>The bars of an instrument from the catalog, resampled from the finest stored ones where the interval is not stored.</summary>
    /// <exception cref="BadInputException">There are none; the message names the nearest.</exception>
    /// <exception cref="DamagedSeriesException">The stored data is not what was written: no figure may come of it.</exception>
    public SeriesInput Load(InstrumentId instrument, Interval interval) => Load([instrument], interval)[0];

    private SeriesInput[] LoadUniverse(BacktestRequest request, UniverseDefinition universe)
    {
        if (request.Instruments.Length + request.BarFiles.Length > 0) throw new BadInputException("--universe chooses the instruments; leave out --instrument and --bars");
        if (request.Interval is not { } interval) throw new BadInputException("--interval is needed, such as --interval 1h");
        var names = new UniverseLoader(catalog).Candidates(universe, interval);
        var inputs = Load(names, interval);
        if (universe.Interval is not { } looked || looked == interval) return inputs;
        return [.. inputs.Select(input => input with { RuleBars = catalog.Resolve(new BarSpec(input.Instrument.Id, looked)).Bars })];
    }

    private SeriesInput[] Load(IReadOnlyList<InstrumentId> names, Interval interval) =>
        [.. catalog.Instruments.Find(names).Select(instrument => Load(instrument, interval))];

    private SeriesInput Load(Instrument instrument, Interval interval)
    {
        var resolved = catalog.Resolve(new BarSpec(instrument.Id, interval));
        MarketCatalog.Verify(resolved.Source);
        return new SeriesInput(instrument, resolved.Bars, resolved.Description, resolved.IsResampled, resolved.Source.IsSynthetic, 0, resolved.Beginning) { Notes = FilledNotes(resolved.Source) };
    }

    private static string[] FilledNotes(SeriesInfo series) =>
        [.. series.Sources.Where(source => source.FilledBars > 0).Select(source => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source.FilledBars:N0} of the stored bars are filled in from {source.Name}"))];

    private static SeriesInput[] LoadFiles(BacktestRequest request, CancellationToken cancellation)
    {
        var (files, instruments) = (request.BarFiles, request.Instruments);
        if (instruments.Length > 0 && instruments.Length != files.Length) throw new BadInputException($"--bars: {files.Length} file(s) for {instruments.Length} instrument(s); give one --bars for each --instrument");
        if (instruments.Length == 0 && files.Length > 1) throw new BadInputException("--bars: several files need an --instrument each, in the same order");
        return [.. files.Select((file, index) => LoadFile(file, instruments.Length == 0 ? UnnamedInstrument : instruments[index], request.Interval, cancellation))];
    }

    /// <summary>Nothing is known of the instrument of a bare file: no tick, no step, no minimum.</summary>
    private static SeriesInput LoadFile(string file, InstrumentId instrument, Interval? interval, CancellationToken cancellation)
    {
        var read = BarFileReader.Read(file, new ReadOptions { Instrument = instrument, Interval = interval }, null, cancellation);
        return new SeriesInput(new Instrument(instrument), read.Bars, $"file {Path.GetFileName(file)}", false, false, 0);
    }
}
