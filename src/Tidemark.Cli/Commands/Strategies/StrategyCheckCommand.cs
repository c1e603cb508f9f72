using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Output;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Checks;
using Tidemark.Research.Predictors;
using Tidemark.Strategies;
using Tidemark.Strategies.Files;

namespace Tidemark.Cli.Commands.Strategies;

/// <summary><c>strategy check</c>: whether a strategy sees the future, or cannot be relied on in another way.</summary>
internal static class StrategyCheckCommand
{
    private const int UsualBars = 1_500;
    private const int MostBars = 100_000;
    private const int MostInstruments = 50;

    private static readonly Argument<string> StrategyName = new("NAME") { Description = "A built-in strategy, or the path of a .cs, .yaml or .dll file" };
    private static readonly Option<string[]> Parameters = new("--param") { Description = "A parameter, NAME=VALUE; may be repeated", HelpName = "NAME=VALUE" };
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Interval of the generated bars (default: 1h)");
    private static readonly Option<int?> BarCount = new("--bar-count") { Description = "Bars of each market (default: 1500)", HelpName = "N" };
    private static readonly Option<int?> InstrumentCount = new("--instruments") { Description = "How many instruments it trades (default: 1)", HelpName = "N" };

    public static Command Create() =>
        new Command("check", "Look for what makes backtests lie: a view of the future, chance, memory between runs")
            .With(StrategyName, Parameters, BarInterval, BarCount, InstrumentCount, CommonOptions.Json)
            .Example("strategy check my-cross/MyCross.cs")
            .Example("strategy check momentum-rank --instruments 8 --param top=3")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        StrategyPrograms.Enable();
        var name = context.Get(StrategyName)!;
        var isFile = StrategyFile.IsMeantBy(name);
        var expectations = isFile && File.Exists(CheckExpectations.PathFor(name)) ? CheckExpectations.Load(CheckExpectations.PathFor(name)) : new CheckExpectations();
        var given = NamedValues.Of(context.Get(Parameters), "--param", "fast=10");
        IReadOnlyList<KeyValuePair<string, string>> parameters = [.. expectations.Parameters.Where(pair => !given.Any(other => NamedValues.IsSame(other.Key, pair.Key))), .. given];
        var first = StrategyCatalog.Create(name, parameters);
        var markets = CheckMarket.Standard(context.Get(BarInterval) ?? expectations.Interval ?? Interval.Hours(1),
            Number(context.Get(BarCount) ?? expectations.Bars ?? UsualBars, "--bar-count", 50, MostBars),
            Number(context.Get(InstrumentCount) ?? expectations.Instruments ?? first.MinimumInstruments, "--instruments", first.MinimumInstruments, MostInstruments));
        var files = StrategyCatalog.OriginOf(first)?.All.ToList() ?? [];
        // The file itself as it was named; members of a document by their whole path.
        var sources = files.Select((file, number) => StrategyFile.SplitClass(number == 0 ? name : file.Name).Path).Where(path => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)).Distinct();
        IReadOnlyList<CheckFinding> fromSource = [.. sources.SelectMany(path => SourceCheck.Run(path, File.ReadAllText(path)))];
        var assemblies = files.Select(file => file.Create().GetType().Assembly).ToHashSet();
        CheckReport report;
        using (var progress = CommandContext.StartProgress("checking", markets.Count))
            report = new StrategyCheck(() => StrategyCatalog.Create(name, parameters), new StoredPredictors(SessionModels.StoreOf(context.Home, TimeProvider.System))).Run(markets, type => assemblies.Contains(type.Assembly), fromSource, progress.Report, context.Cancellation);
        var unmet = expectations.Unmet(report);
        WriteText(context, first, report, unmet);
        context.WriteJson(json => WriteJson(json, report, unmet));
        return report.Passed && unmet.Count == 0 ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static int Number(int value, string option, int least, int most) => value >= least && value <= most
        ? value
        : throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{option} {value} must lie between {least} and {most}"));

    private static void WriteText(CommandContext context, Strategy strategy, CheckReport report, IReadOnlyList<string> unmet)
    {
        var output = context.Output;
        foreach (var finding in report.Findings.OrderByDescending(finding => finding.IsFailure))
        {
            output.WriteLine($"{(finding.IsFailure ? "FOUND  " : "warning")} {Words(finding.Kind)}: {finding.Subject}");
            output.WriteLine($"        {finding.Explanation}");
            if (finding.BarTime is { } time)
            {
                output.WriteLine($"        bar that closed {time}, market '{finding.Market}'");
                output.WriteLine($"        {finding.Expected}");
                output.WriteLine($"        {finding.Actual}");
            }
        }
        foreach (var sentence in unmet) output.WriteLine($"FOUND   not as expected: {sentence}");
        if (report.Findings.Count + unmet.Count > 0) output.WriteLine();
        var table = new TextTable("market", ">bars", ">decisions");
        foreach (var (market, bars, decisions) in report.Markets) table.Add(market, bars.ToString("N0", CultureInfo.InvariantCulture), decisions.ToString("N0", CultureInfo.InvariantCulture));
        table.WriteTo(output);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strategy.Name}: {report.Runs:N0} runs, {report.DecisionsCompared:N0} decisions and {report.ValuesCompared:N0} indicator values compared"));
        if (report.Decisions == 0) output.WriteLine("It decided nothing on any market, so its decisions were not checked: try other parameters or another interval.");
        output.WriteLine(report.Passed && unmet.Count == 0 ? "passed: nothing depends on the future, on chance or on another run" : "NOT passed");
    }

    private static string Words(CheckFindingKind kind) => kind switch
    {
        CheckFindingKind.NotDeterministic => "decides differently on the same bars",
        CheckFindingKind.SeesTheEnd => "depends on whether later bars are there",
        CheckFindingKind.SeesTheFuture => "depends on later bars",
        CheckFindingKind.BatchDiffers => "batch and streaming differ",
        CheckFindingKind.DependsOnPortfolio => "an indicator depends on what the account holds",
        CheckFindingKind.WarmUpIsWrong => "the warm-up is not as declared",
        CheckFindingKind.ForbiddenInSource => "the source cannot be relied on",
        _ => "still depends on where the data began",
    };

    private static void WriteJson(Utf8JsonWriter json, CheckReport report, IReadOnlyList<string> unmet)
    {
        json.WriteStartObject();
        json.WriteString("strategy", report.Strategy);
        json.WriteBoolean("passed", report.Passed && unmet.Count == 0);
        json.WriteNumber("runs", report.Runs);
        json.WriteNumber("decisionsCompared", report.DecisionsCompared);
        json.WriteNumber("valuesCompared", report.ValuesCompared);
        json.WriteStartArray("markets");
        foreach (var (market, bars, decisions) in report.Markets)
        {
            json.WriteStartObject();
            json.WriteString("market", market);
            json.WriteNumber("bars", bars);
            json.WriteNumber("decisions", decisions);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        FindingJson.WriteArray(json, report.Findings.Select(finding => new FindingJson(finding.Kind, finding.IsFailure, finding.Subject, ("market", finding.Market), ("barCloseTime", finding.BarTime), finding.Expected, finding.Actual, finding.Explanation)));
        json.WriteStartArray("unmet");
        foreach (var sentence in unmet) json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
