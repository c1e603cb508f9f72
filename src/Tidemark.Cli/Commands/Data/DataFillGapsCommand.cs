using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Filling;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data fill-gaps</c>: fills gaps of stored bars from instruments that were named for it, and marks what was filled.</summary>
internal static class DataFillGapsCommand
{
    private static readonly Option<InstrumentId?> Instrument = Required(ParsedOption.Instrument(description: "Whose gaps: BTC/USD@bitfinex"));
    private static readonly Option<Interval?> Interval = Required(ParsedOption.Interval());
    private static readonly Option<string[]> With = new("--with") { Description = "Whose bars stand in, repeatable; the first that has the bar gives it", HelpName = "INSTRUMENT", Required = true };
    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "Only bars that open at or after this time");
    private static readonly Option<Instant?> To = ParsedOption.Time("--to", "Only bars that open before this time");
    private static readonly Option<int?> Longest = new("--longest") { Description = "Only gaps of at most so many bars", HelpName = "BARS" };
    private static readonly Option<double> LargestDifference = new("--largest-difference") { Description = "Refuse bars whose closes differ from ours by more in the median, as a fraction", HelpName = "FRACTION", DefaultValueFactory = _ => 0.01 };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be filled, and store nothing" };

    public static Command Create() =>
        new Command("fill-gaps", "Fill gaps of stored bars from another venue that you name; filled bars stay marked and give way to the venue's own")
            .With(Instrument, Interval, With, From, To, Longest, LargestDifference, DryRun, CommonOptions.Json)
            .Example("data fill-gaps --instrument BTC/USD@bitfinex --interval 1m --with BTC/USD@coinbase")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var spec = new BarSpec(context.Get(Instrument)!, context.Get(Interval)!.Value);
        var filler = new GapFiller(MarketCatalog.Open(context.Home.Path));
        var fill = filler.Find(spec, new GapFillOptions
        {
            Donors = [.. context.Get(With)!.Select(text => ParsedOption.InstrumentOf("--with", text))],
            From = context.Get(From) ?? Instant.MinValue,
            To = context.Get(To) ?? Instant.MaxValue,
            LongestGap = context.Get(Longest) ?? long.MaxValue,
            LargestDifference = context.Get(LargestDifference),
        });
        var isStored = fill.FilledBars > 0 && !context.Get(DryRun);
        var series = isStored ? filler.Store(fill) : null;
        WriteSentences(context, fill, series);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("absentBars", fill.AbsentBars);
            json.WriteNumber("filledBars", fill.FilledBars);
            json.WriteBoolean("stored", isStored);
            json.WriteStartArray("donors");
            foreach (var part in fill.Parts)
            {
                json.WriteStartObject();
                json.WriteString("instrument", part.Donor.ToString());
                json.WriteNumber("filledBars", part.Bars.Count);
                json.WriteNumber("commonBars", part.CommonBars);
                json.WriteNumber("medianDifference", part.MedianDifference);
                json.WriteNumber("greatestDifference", part.GreatestDifference);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static void WriteSentences(CommandContext context, GapFill fill, SeriesInfo? series)
    {
        foreach (var part in fill.Parts)
        {
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{part.Donor}: {part.Bars.Count:N0} bars; where both have one ({part.CommonBars:N0}) the closes differ by {part.MedianDifference * 100:0.###} % in the median, {part.GreatestDifference * 100:0.##} % at most"));
        }
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fill.Spec}: {fill.FilledBars:N0} of {fill.AbsentBars:N0} absent bars {(series is null ? (fill.FilledBars == 0 ? "can be filled" : "would be filled; nothing is stored") : "filled and marked")}"));
        if (series is not null) context.Output.WriteLine($"  gaps left: {SeriesText.Gaps(series)}");
    }

    private static Option<T> Required<T>(Option<T> option)
    {
        option.Required = true;
        return option;
    }
}
