using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Research.Features;
using Tidemark.Research.Features.Checks;

namespace Tidemark.Cli.Commands.Features;

/// <summary><c>features check</c>: whether features or labels know what they cannot know.</summary>
internal static class FeaturesCheckCommand
{
    private const int UsualBars = 1_200;
    private const int FewestBars = 50;
    private const int MostBars = 200_000;
    private const int GeneratedMarkets = 4;

    private static readonly Option<string?> File = FeatureOptions.Features();
    private static readonly Option<string?> Label = FeatureOptions.Label();
    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument(description: "Check on stored bars of an instrument too");
    private static readonly Option<string?> Bars = FeatureOptions.Bars();
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Length of the bars (default: 1h)");
    private static readonly Option<int?> BarCount = new("--bar-count") { Description = $"Bars of each market, the last ones of stored bars (default: {UsualBars})", HelpName = "N" };

    public static Command Create() =>
        new Command("check", "Look for leaks: features that depend on what is not known yet, labels that do not end where they say")
            .With(File, Label, Instrument, Bars, BarInterval, BarCount, CommonOptions.Json)
            .Example("features check")
            .Example("features check --features my-features.yaml --label triple-barrier:horizon=24,profit=2,loss=1")
            .Example("features check --features my-features.yaml --instrument BTC/USD@bitfinex --interval 1h --bar-count 3000")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var (bars, instrument) = (context.Get(Bars), context.Get(Instrument));
        var count = context.Get(BarCount) ?? UsualBars;
        if (count is < FewestBars or > MostBars) throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"--bar-count {count} must lie between {FewestBars} and {MostBars}"));
        var interval = FeatureOptions.IntervalOf(context, bars, context.Get(BarInterval));
        var specification = FeatureOptions.SpecificationOf(context.Get(File), interval);
        var label = FeatureOptions.LabelOf(context.Get(Label));
        count = Math.Max(count, 4 * (specification.List.WarmUp + label.Horizon));
        var check = new FeatureCheck(specification, label);
        FeatureCheckReport report;
        using (var progress = CommandContext.StartProgress("checking", bars is null && instrument is null ? GeneratedMarkets : 1))
        {
            report = bars is null && instrument is null
                ? check.RunGenerated(interval, count, progress.Report, context.Cancellation)
                : check.Run([.. FeatureOptions.Load(context, specification, instrument is null ? [] : [instrument], bars, interval, null).Select(data => (data.Instrument?.ToString() ?? data.Source, Last(data, count)))], progress.Report, context.Cancellation);
        }
        WriteText(context, specification, label.Text, report);
        context.WriteJson(json => WriteJson(json, specification, label.Text, report));
        return report.Passed ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static FeatureData Last(FeatureData data, int count) => data.Bars.Count <= count ? data : data with { Bars = data.Bars.Slice(data.Bars.Count - count, count) };

    private static void WriteText(CommandContext context, FeatureSpecification specification, string label, FeatureCheckReport report)
    {
        var output = context.Output;
        foreach (var finding in report.Findings.OrderByDescending(finding => finding.IsFailure))
        {
            output.WriteLine($"{(finding.IsFailure ? "LEAK   " : "warning")} {finding.Subject}: {Words(finding.Kind)}");
            output.WriteLine($"        {finding.Explanation}");
            if (finding.KnownAt is { } time) output.WriteLine($"        row known at {time}, data '{finding.Data}': {finding.Expected} became {finding.Actual}");
        }
        if (report.Findings.Count > 0) output.WriteLine();
        var table = new TextTable("data", ">bars");
        foreach (var (name, bars) in report.Data) table.Add(name, bars.ToString("N0", CultureInfo.InvariantCulture));
        table.WriteTo(output);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{specification.Name}: {specification.List.Names.Length:N0} features, label {label}: {report.Computations:N0} computations, {report.ValuesCompared:N0} values compared"));
        var leaks = report.Findings.Where(finding => finding.IsFailure).Select(finding => finding.Subject).Distinct().ToList();
        output.WriteLine(report.Passed ? "passed: nothing depends on what is not known yet" : $"NOT passed: {string.Join(", ", leaks)}");
    }

    private static string Words(FeatureFindingKind kind) => kind switch
    {
        FeatureFindingKind.LooksAhead => "its formula reads what is not known yet",
        FeatureFindingKind.SeesTheEnd => "depends on whether later data are there",
        FeatureFindingKind.SeesTheFuture => "depends on later data",
        FeatureFindingKind.StreamingDiffers => "a session would see other values",
        FeatureFindingKind.NotDeterministic => "is not the same twice",
        FeatureFindingKind.TellsTheLabel => "is made of the answer",
        FeatureFindingKind.LabelEndsLater => "the label ends later than it says",
        FeatureFindingKind.LabelIsNotOfTheFuture => "the label is not of the future",
        FeatureFindingKind.NeverDefined => "never has a value",
        _ => "never changes",
    };

    private static void WriteJson(Utf8JsonWriter json, FeatureSpecification specification, string label, FeatureCheckReport report)
    {
        json.WriteStartObject();
        json.WriteString("features", specification.Name);
        json.WriteString("label", label);
        json.WriteBoolean("passed", report.Passed);
        json.WriteNumber("computations", report.Computations);
        json.WriteNumber("valuesCompared", report.ValuesCompared);
        json.WriteStartArray("data");
        foreach (var (name, bars) in report.Data)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("bars", bars);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        FindingJson.WriteArray(json, report.Findings.Select(finding => new FindingJson(finding.Kind, finding.IsFailure, finding.Subject, ("data", finding.Data), ("knownAt", finding.KnownAt), finding.Expected, finding.Actual, finding.Explanation)));
        json.WriteEndObject();
    }
}
