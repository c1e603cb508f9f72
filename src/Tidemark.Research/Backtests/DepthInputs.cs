using System.Globalization;
using Tidemark.Storage.Books;
using Tidemark.Storage.Catalog;

namespace Tidemark.Research.Backtests;

/// <summary>The recorded order books of a request, with bars built from their trades.</summary>
internal sealed class DepthInputs(MarketCatalog catalog)
{
    /// <summary>Recordings are short: bars of a second.</summary>
    public static readonly Interval DefaultInterval = Interval.Parse("1s");

    /// <exception cref="BadInputException">A file cannot be used, or it is not said whose book it is.</exception>
    public SeriesInput[] Load(BacktestRequest request, CancellationToken cancellation)
    {
        if (request.BarFiles.Length > 0 || request.Universe is not null) throw new BadInputException("--depth names what is traded; leave out --bars and --universe");
        if (request.UsesStoredDepth) return LoadStored(request);
        var unnamed = request.DepthFiles.Count(file => file.Instrument is null);
        if (unnamed != request.Instruments.Length)
            throw new BadInputException($"--depth: say whose book each file is: --depth {request.DepthFiles.FirstOrDefault(file => file.Instrument is null)?.Path ?? request.DepthFiles[0].Path},BTC/USDT@binance, or one --instrument for each file without");
        var next = 0;
        return [.. request.DepthFiles.Select(file => Load(file.Path, file.Instrument ?? request.Instruments[next++], request.Interval ?? DefaultInterval, cancellation))];
    }

    private SeriesInput[] LoadStored(BacktestRequest request)
    {
        if (request.DepthFiles.Length > 0) throw new BadInputException("--data depth takes stored order books, --depth files: give one of them");
        if (request.Instruments.Length == 0) throw new BadInputException("--instrument is needed: whose stored order book should be traded?");
        return [.. catalog.Instruments.Find(request.Instruments).Select(instrument => LoadStored(instrument, request.Interval ?? DefaultInterval))];
    }

    private SeriesInput LoadStored(Instrument instrument, Interval interval)
    {
        var book = catalog.OpenBook(instrument.Id);
        catalog.TryFindBook(instrument.Id, out var info);
        MarketCatalog.Verify(info);
        return Of(instrument, book, interval, $"stored recording {string.Join(", ", info.Sources.Select(source => source.Name))}", info.IsSynthetic, [.. info.Sources.SelectMany(source => source.Notes)]);
    }

    private SeriesInput Load(string path, InstrumentId id, Interval interval, CancellationToken cancellation)
    {
        var instrument = catalog.Instruments.Find(id);
        var rules = instrument.Rules.IsEmpty ? TradingRules.None : instrument.Rules[^1];
        var options = new BookReadOptions { ContractSize = ContractSizes.Of(id), FinestTick = rules.PriceTick, FinestStep = rules.QuantityStep };
        var recording = BookFileReader.Read(path, options, null, cancellation);
        var report = recording.Report;
        return Of(instrument, recording.Columns, interval, $"file {report.Name}", report.IsSynthetic, report.Remarks);
    }

    private static SeriesInput Of(Instrument instrument, BookColumns columns, Interval interval, string source, bool isSynthetic, IReadOnlyList<string> notes)
    {
        var scale = columns.Scale;
        var all = notes.ToList();
        if (instrument.Rules.IsEmpty)
        {
            instrument = new Instrument(instrument.Id, [new TradingRules(Instant.MinValue, scale.PriceTick, scale.QuantityStep, null, null)], instrument.ListedAt, instrument.DelistedAt);
            all.Add(string.Create(CultureInfo.InvariantCulture, $"no trading rules are declared: tick {scale.PriceTick} and step {scale.QuantityStep}, as they occur in the recording"));
        }
        var bars = RecordedBars.Of(columns, interval);
        if (bars.Count == 0) throw new BadInputException($"{source}: there is neither a trade nor a book with two sides in it");
        return new SeriesInput(instrument, bars, $"order book of {source}, bars of {interval} from its trades", false, isSynthetic, 0) { Book = columns, Notes = all };
    }
}
