using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data generate</c>: a seeded synthetic market, with what makes it look real beside a real series or stated bands.</summary>
internal static class DataGenerateCommand
{
    private const string SyntheticVenue = "synthetic";
    private const int FewBars = 20_000;

    private static readonly Option<string> Instrument = new("--instrument")
    {
        Description = "Name of the generated instrument; its venue is always 'synthetic'",
        HelpName = "INSTRUMENT",
        DefaultValueFactory = _ => "BTC/USDT@synthetic",
    };

    private static readonly Option<Interval?> Interval = ParsedOption.Interval(description: "Length of a bar (default: 1m); longer ones show the same market");
    private static readonly Option<int> Bars = new("--bars") { Description = "How many bars", HelpName = "N", DefaultValueFactory = _ => 525_600 };
    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "Open time of the first bar (default: 2020-01-01, or the first bar of the interval after it)");
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed gives the same bars on every machine", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<double> StartPrice = new("--start-price")
    {
        Description = "The first price, in quote currency",
        HelpName = "PRICE",
        DefaultValueFactory = _ => SyntheticMarketOptions.DefaultStartPrice,
    };

    private static readonly Option<double> Volatility = new("--volatility")
    {
        Description = "Long-run volatility per year as a fraction, jumps apart",
        HelpName = "FRACTION",
        DefaultValueFactory = _ => SyntheticMarketOptions.DefaultAnnualVolatility,
    };

    private static readonly Option<string?> Compare = new("--compare")
    {
        Description = "A file of real bars, or a stored instrument, to compare with: BTC/USD@bitfinex",
        HelpName = "FILE|INSTRUMENT",
    };

    private static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace what was generated under that name and interval before" };

    public static Command Create() =>
        new Command("generate", "Make a seeded synthetic market: regimes, volatility clustering, jumps")
            .With(Instrument, Interval, Bars, From, Seed, StartPrice, Volatility, Compare, Overwrite, CommonOptions.Json)
            .Example("data generate --bars 525600 --seed 7")
            .Example("data generate --instrument ETH/USDT@synthetic --interval 1h --bars 8760 --compare ETH/USD@bitfinex")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var instrument = ParseInstrument(context.Get(Instrument)!);
        var options = Options(context);
        var count = context.Get(Bars);
        if (count is < 1 or > 100_000_000) throw new BadInputException("--bars must be from 1 to 100,000,000");
        var catalog = MarketCatalog.Open(context.Home.Path);
        var spec = new BarSpec(instrument, options.Interval);
        var source = new SeriesSource($"generated with seed {options.Seed}", "synthetic", count,
            [string.Create(CultureInfo.InvariantCulture, $"{count} bars from {options.From}, start price {options.StartPrice}, volatility {options.AnnualVolatility}")], IsSynthetic: true);
        RefuseOther(catalog, spec, source, context.Get(Overwrite));
        var real = context.Get(Compare) is { } text ? ComparisonSeries.Open(catalog, text, options.Interval) : null;
        var bars = Generate(context, options, count);
        var info = catalog.ReplaceBars(instrument, bars, source);
        var facts = StylizedFacts.Measure(bars);
        var bands = FactBands.Judge(facts, options.Interval, real is null ? null : StylizedFacts.Measure(real.Bars));
        WriteSentences(context, info, bars, options, facts);
        WriteBands(context, bands, real, count);
        context.WriteJson(json => WriteJson(json, info, options, facts, bands, real));
        return TidemarkCommandLine.Success;
    }

    private static InstrumentId ParseInstrument(string text)
    {
        if (!InstrumentId.TryParse(text.Contains('@', StringComparison.Ordinal) ? text : $"{text}@{SyntheticVenue}", out var instrument))
            throw new BadInputException($"--instrument: '{text}' is not an instrument; write BASE/QUOTE@{SyntheticVenue}");
        if (instrument.Venue != SyntheticVenue)
            throw new BadInputException($"--instrument: generated data must not look like data of {instrument.Venue}; write {instrument.Symbol}@{SyntheticVenue}");
        return instrument;
    }

    private static SyntheticMarketOptions Options(CommandContext context)
    {
        var interval = context.Get(Interval) ?? Domain.Interval.Minutes(1);
        var earliest = Instant.FromDate(2020, 1, 1);
        var from = context.Get(From) ?? (interval.IsAligned(earliest) ? earliest : interval.CloseOf(interval.OpenOf(earliest)));
        var options = new SyntheticMarketOptions(context.Get(Seed), interval, from, context.Get(StartPrice), context.Get(Volatility));
        options.Validate();
        return options;
    }

    private static void RefuseOther(MarketCatalog catalog, BarSpec spec, SeriesSource source, bool overwrite)
    {
        if (overwrite || !catalog.TryFind(spec, out var there) || there.Sources.Contains(source)) return;
        throw new BadInputException($"{spec} is there already ({there.Sources[0].Name}, {string.Join(", ", there.Sources[0].Notes)}); give another --instrument, or --overwrite");
    }

    private static BarColumns Generate(CommandContext context, SyntheticMarketOptions options, int count)
    {
        using var progress = CommandContext.StartProgress("generating", count);
        return new SyntheticMarket(options).Generate(count, made =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            progress.Report(made);
        });
    }

    private static void WriteSentences(CommandContext context, SeriesInfo info, BarColumns bars, SyntheticMarketOptions options, StylizedFacts facts)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{info.Name}: {SeriesText.Count(info.Rows)} SYNTHETIC bars, {SeriesText.Time(info.First)} to {SeriesText.Time(info.End)}, seed {options.Seed}"));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  price {bars[0].Open} to {bars[bars.Count - 1].Close}, volatility {facts.AnnualVolatility * 100:F0} % a year, {SeriesText.Count(facts.Jumps)} jumps; data hash {info.Hash[..16]}"));
        context.Output.WriteLine();
    }

    private static void WriteBands(CommandContext context, IReadOnlyList<FactBand> bands, ComparisonSeries? real, int count)
    {
        string[] comparison = real is null ? [] : [$">{real.Name}"];
        var table = new TextTable(["what real markets show", ">generated", .. comparison, "band", ""]);
        foreach (var band in bands)
        {
            string[] reference = real is null ? [] : [Number(band.Reference)];
            table.Add([band.Label, Number(band.Value), .. reference, string.Create(CultureInfo.InvariantCulture, $"{band.Low:0.###} to {band.High:0.###}"),
                !band.IsMeasured ? "too short" : band.IsInside ? "in" : "OUT"]);
        }
        table.WriteTo(context.Output);
        context.Output.WriteLine(real is null ? "bands: what BTC, ETH, XRP and LTC show at such intervals; --compare FILE|INSTRUMENT takes them from one real series" : $"bands: around {real.Name}");
        context.Output.WriteLine($"a jump is a return beyond {StylizedFacts.JumpThreshold:F0} local standard deviations (bipower variation of {StylizedFacts.JumpWindow} bars)");
        if (real is { } series && series.Bars.Count < FewBars)
            context.Error.WriteLine($"note: {series.Name} has only {SeriesText.Count(series.Bars.Count)} bars; its own figures are uncertain, and so are the bands around them");
        if (count < FewBars) context.Error.WriteLine($"note: the bands are meant for {SeriesText.Count(FewBars)} bars or more");
    }

    private static void WriteJson(Utf8JsonWriter json, SeriesInfo info, SyntheticMarketOptions options, StylizedFacts facts, IReadOnlyList<FactBand> bands, ComparisonSeries? real)
    {
        json.WriteStartObject();
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("startPrice", options.StartPrice);
        json.WriteNumber("annualVolatility", options.AnnualVolatility);
        json.WriteNumber("measuredAnnualVolatility", facts.AnnualVolatility);
        json.WriteNumber("jumps", facts.Jumps);
        if (real is not null) json.WriteString("comparedWith", real.Name);
        json.WriteStartArray("facts");
        foreach (var band in bands)
        {
            json.WriteStartObject();
            json.WriteString("name", band.Name);
            if (band.IsMeasured) json.WriteNumber("value", band.Value);
            if (double.IsFinite(band.Reference)) json.WriteNumber("reference", band.Reference);
            json.WriteNumber("low", band.Low);
            json.WriteNumber("high", band.High);
            json.WriteBoolean("inside", band.IsInside);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("series");
        SeriesText.WriteProperties(json, info);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Number(double value) =>
        !double.IsFinite(value) ? "" : Math.Abs(value) < 0.0005 ? "0.000" : value.ToString(Math.Abs(value) >= 100 ? "N0" : "F3", CultureInfo.InvariantCulture);
}
