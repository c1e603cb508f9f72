using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Export;
using Tidemark.Storage.Import;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>
/// Six years of minutes into a new catalog, from .csv.gz and from plain CSV, beside a hand parser that checks and stores nothing; the
/// same import again; opening and scanning the stored series. The files are the shared folder's BTC/USD minutes of 2013 to 2018;
/// without that folder, generated ones of as many rows.
/// </summary>
internal sealed class CatalogBenchmark : IBenchmark
{
    private const int Years = 6;
    private const int FirstYear = 2013;
    private const int GeneratedRowsPerYear = 352_915;
    private static readonly InstrumentId Instrument = InstrumentId.Spot("BTC", "USD", "bitfinex");
    private static readonly BarSpec Spec = new(Instrument, Interval.Minutes(1));
    private readonly List<string> packed = [];
    private readonly List<string> plain = [];
    private int run;

    public void Prepare(BenchContext context)
    {
        var repository = Path.GetDirectoryName(Path.GetDirectoryName(BenchBaseline.DefaultPath())) ?? "";
        var folder = Environment.GetEnvironmentVariable("TIDEMARK_DATA") is { Length: > 0 } chosen ? chosen : Path.Combine(repository, "..", "shared", "data");
        var shared = Enumerable.Range(FirstYear, Years).Select(year => Path.Combine(folder, "ohlcv", $"bitfinex_BTCUSD_1m_{year}.csv.gz")).ToList();
        if (shared.TrueForAll(File.Exists)) packed.AddRange(shared);
        else
        {
            context.Notes.WriteLine($"there are no bitfinex_BTCUSD_1m_*.csv.gz in {folder}: measuring generated files of as many rows");
            packed.AddRange(Enumerable.Range(FirstYear, Years).Select(year => GenerateYear(context, year)));
        }
        foreach (var path in packed)
        {
            var target = Path.Combine(context.Home.Path, Path.GetFileNameWithoutExtension(path));
            using var unpacked = File.Create(target);
            using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            gzip.CopyTo(unpacked);
            plain.Add(target);
        }
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var home = Path.Combine(context.Home.Path, $"run{++run}");
        var rows = 0;
        double closes = 0;
        var handPacked = BenchContext.Seconds(() => (rows, closes) = ParseByHand(packed));
        var handPlain = BenchContext.Seconds(() => ParseByHand(plain));
        var (fromPacked, packedProcessor) = Measure(() => Import(Path.Combine(home, "packed"), packed, rows));
        var catalog = MarketCatalog.Open(Path.Combine(home, "plain"));
        var (fromPlain, plainProcessor) = Measure(() => Import(Path.Combine(home, "plain"), plain, rows));
        var again = BenchContext.Seconds(() => new MarketImporter(catalog, Instrument, new ReadOptions { Interval = Spec.Interval }).Import(plain));
        // The first time only: opening the same file again finds its mapping.
        var open = BenchContext.Seconds(() => MarketCatalog.Open(Path.Combine(home, "packed")).OpenBars(Spec));
        var scan = BenchContext.Seconds(() => Scan(catalog.OpenBars(Spec), closes));
        Directory.Delete(home, recursive: true);
        return
        [
            new BenchMetric("gzipImportRowsPerSecond", rows / fromPacked, "rows/s", BetterDirection.Higher),
            new BenchMetric("csvImportRowsPerSecond", rows / fromPlain, "rows/s", BetterDirection.Higher),
            new BenchMetric("gzipImportRowsPerProcessorSecond", rows / packedProcessor, "rows/s", BetterDirection.Higher),
            new BenchMetric("csvImportRowsPerProcessorSecond", rows / plainProcessor, "rows/s", BetterDirection.Higher),
            new BenchMetric("gzipHandParserRowsPerSecond", rows / handPacked, "rows/s", BetterDirection.Higher),
            new BenchMetric("csvHandParserRowsPerSecond", rows / handPlain, "rows/s", BetterDirection.Higher),
            new BenchMetric("gzipImportToHandParser", handPacked / fromPacked, "ratio", BetterDirection.Higher),
            new BenchMetric("csvImportToHandParser", handPlain / fromPlain, "ratio", BetterDirection.Higher),
            new BenchMetric("repeatedImportRowsPerSecond", rows / again, "rows/s", BetterDirection.Higher),
            new BenchMetric("openMilliseconds", open * 1000, "ms", BetterDirection.Lower),
            new BenchMetric("mappedScanRowsPerSecond", rows / scan, "rows/s", BetterDirection.Higher),
        ];
    }

    private static (int Rows, double Closes) ParseByHand(List<string> paths)
    {
        var (rows, closes) = (0, 0.0);
        foreach (var path in paths)
        {
            var (parsed, sum) = HandParser.Parse(path);
            rows += parsed;
            closes += sum;
        }
        return (rows, closes);
    }

    private static void Import(string home, List<string> paths, int rows)
    {
        var result = new MarketImporter(MarketCatalog.Open(home), Instrument, new ReadOptions { Interval = Spec.Interval }).Import(paths);
        if (result.Outcome.Added != rows) throw new InvalidOperationException($"{result.Outcome.Added} of {rows} rows were imported");
    }

    /// <summary>Every value of every column, and the closes compared with what the hand parser read.</summary>
    private static void Scan(BarColumns bars, double closes)
    {
        var sum = Sum(bars.Close.Span);
        var others = Sum(bars.Open.Span) + Sum(bars.High.Span) + Sum(bars.Low.Span) + Sum(bars.Volume.Span);
        var times = 0L;
        foreach (var time in bars.OpenTimes.Span) times ^= time;
        if (!(Math.Abs(sum - closes) <= 1e-9 * closes) || others == 0 || times == 0) throw new InvalidOperationException("the stored closes are not those of the files");
    }

    /// <summary>As wide as the processor adds, so that memory is what is measured.</summary>
    private static double Sum(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i + 1 < vectors.Length; i += 2)
        {
            first += vectors[i];
            second += vectors[i + 1];
        }
        var sum = Vector.Sum(first + second);
        foreach (var value in values[(vectors.Length / 2 * 2 * Vector<double>.Count)..]) sum += value;
        return sum;
    }

    /// <summary>Wall clock and processor seconds; the second is what a busy machine leaves comparable.</summary>
    private static (double Wall, double Processor) Measure(Action work)
    {
        var processor = 0.0;
        var wall = BenchContext.Seconds(() =>
        {
            var before = Environment.CpuUsage.TotalTime;
            work();
            processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        });
        return (wall, processor);
    }

    private static string GenerateYear(BenchContext context, int year)
    {
        var market = new SyntheticMarket(new SyntheticMarketOptions((ulong)year, Spec.Interval, Instant.FromDate(year, 1, 1)));
        var path = Path.Combine(context.Home.Path, $"generated_{year}.csv.gz");
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        SeriesExporter.Write(market.Generate(GeneratedRowsPerYear), ExportFormat.Csv, gzip);
        return path;
    }
}
