using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Resampling;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data resample</c>: stores bars of a longer interval built from finer bars or trades.</summary>
internal static class DataResampleCommand
{
    private static readonly Option<InstrumentId?> Instrument = Required(ParsedOption.Instrument());
    private static readonly Option<Interval?> Interval = Required(ParsedOption.Interval(description: "The interval to build: 5m, 1h, 1d"));
    private static readonly Option<Interval?> Source = ParsedOption.Interval("--source", "Build from bars of this interval (default: the finest that fits, else trades)");

    private static readonly Option<string?> Repair = new("--repair")
    {
        Description = "What to do with a bar that is stored with other values: keep-first leaves it, keep-last replaces it (default: an error)",
        HelpName = "keep-first|keep-last",
    };

    public static Command Create() =>
        new Command("resample", "Store bars of a longer interval, built as the engine builds them")
            .With(Instrument, Interval, Source, Repair, CommonOptions.Json)
            .Example("data resample --instrument BTC/USD@bitfinex --interval 1h")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var target = new BarSpec(context.Get(Instrument)!, context.Get(Interval)!.Value);
        var resampled = Build(catalog, target, context.Get(Source));
        if (resampled.Bars.Count == 0) throw new BadInputException($"{resampled.Source.Name} is too short: not one whole bar of {target.Interval}");
        var source = new SeriesSource($"{resampled.Source.Name} resampled", "resampled", resampled.Bars.Count, FilledNotes(resampled.Source), resampled.Source.IsSynthetic);
        var outcome = catalog.AddBars(target.Instrument, target.Interval, resampled.Bars, source, RepairOf(context.Get(Repair)));
        WriteSentences(context, resampled, outcome);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("from", resampled.Source.Name);
            json.WriteNumber("bars", resampled.Bars.Count);
            json.WriteNumber("added", outcome.Added);
            json.WriteNumber("identical", outcome.Identical);
            json.WriteNumber("kept", outcome.Kept);
            json.WriteNumber("replaced", outcome.Replaced);
            if (resampled.Beginning is { } beginning) json.WriteString("beginning", beginning);
            if (resampled.Unfinished is { } unfinished) json.WriteString("unfinishedBar", unfinished.OpenTime.ToString());
            json.WriteStartObject("series");
            SeriesText.WriteProperties(json, outcome.Series);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static System.Collections.Immutable.ImmutableArray<string> FilledNotes(SeriesInfo source) =>
        source.FilledBars == 0 ? [] : [$"{SeriesText.Count(source.FilledBars)} of the {source.Interval} bars it is built from are filled in from {string.Join(", ", source.Sources.Where(part => part.FilledBars > 0).Select(part => part.Name))}"];

    private static ConflictRepair RepairOf(string? name) => name switch
    {
        null => ConflictRepair.Refuse,
        "keep-first" => ConflictRepair.Keep,
        "keep-last" => ConflictRepair.Replace,
        _ => throw new BadInputException($"--repair: there is no repair '{name}' here{NearestNames.Hint(name, ["keep-first", "keep-last"], 2)}"),
    };

    private static ResampledBars Build(MarketCatalog catalog, BarSpec target, Interval? chosen)
    {
        if (chosen is not { } finer) return catalog.ResolveFromFiner(target);
        var spec = new BarSpec(target.Instrument, finer);
        var bars = catalog.OpenBars(spec);
        catalog.TryFind(spec, out var info);
        var (built, unfinished) = BarResampler.Resample(bars, target.Interval);
        return new ResampledBars(built, info, unfinished);
    }

    private static void WriteSentences(CommandContext context, ResampledBars resampled, ImportOutcome outcome)
    {
        var series = outcome.Series;
        context.Output.WriteLine($"{series.Name}: {SeriesText.Count(resampled.Bars.Count)} bars built from {SeriesText.Count(resampled.Source.Rows)} {(resampled.Source.IsBars ? $"bars of {resampled.Source.Interval}" : "trades")}, "
            + $"{SeriesText.Time(resampled.Bars[0].OpenTime)} to {SeriesText.Time(series.Interval!.Value.CloseOf(resampled.Bars[resampled.Bars.Count - 1].OpenTime))}");
        context.Output.WriteLine($"  {SeriesText.Count(outcome.Added)} new, {SeriesText.Count(outcome.Identical)} there already, {SeriesText.Count(outcome.Kept)} kept, {SeriesText.Count(outcome.Replaced)} replaced; gaps: {SeriesText.Gaps(series)}");
        if (resampled.Beginning is { } beginning) context.Output.WriteLine($"  note: {beginning}");
        if (resampled.Unfinished is { } bar)
            context.Output.WriteLine($"  left out: the bar of {SeriesText.Time(bar.OpenTime)}, which is unfinished (the data end at {SeriesText.Time(resampled.Source.End)})");
    }

    private static Option<T> Required<T>(Option<T> option)
    {
        option.Required = true;
        return option;
    }
}
