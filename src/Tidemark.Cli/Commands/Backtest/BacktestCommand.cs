using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Composition;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Backtest;

/// <summary><c>backtest</c>: runs a strategy over recorded bars, prints what came of it, keeps the run.</summary>
internal static class BacktestCommand
{
    private const int ProgressFromBars = 1_000_000;

    private static readonly Option<string> StatsBasis = new("--stats-basis")
    {
        Description = "Returns behind the statistics: day (simple returns per UTC day) or bar",
        HelpName = "BASIS",
        DefaultValueFactory = _ => "day",
    };

    private static readonly Option<string> Equity = new("--equity")
    {
        Description = "Equity in the JSON: thinned (every bar up to 100,000 points, extremes kept above) or full",
        HelpName = "DETAIL",
        DefaultValueFactory = _ => "thinned",
    };

    private static readonly Option<bool> Journal = new("--journal") { Description = "Also write every decision and booking to a journal in the home" };

    private static readonly Option<string?> Html = new("--html") { Description = "Write a report as one HTML page that needs nothing else", HelpName = "FILE" };

    private static readonly Option<bool> NoKeep = new("--no-keep") { Description = "Do not keep the run for ./tidemark runs" };

    public static Command Create() =>
        new Command("backtest", "Run a strategy over recorded bars")
            .With([.. BacktestOptions.All, StatsBasis, Equity, Journal, Html, NoKeep, CommonOptions.Json])
            .Example("backtest --strategy ma-cross --instrument BTC/USD@bitfinex --interval 1h --param fast=10 --param slow=30 --json result.json --html report.html")
            .Example("backtest --strategy rsi-reversion --bars prices.csv --interval 1h --param stop-loss=0.03 --quantity 0.5")
            .Example("backtest --strategy momentum-rank --universe liquid.yaml --interval 1h --param top=10 --param lookback=168")
            .Example("backtest --strategy model-signal --model btc-hourly --instrument BTC/USD@bitfinex --interval 1h --from 2018-10-22 --retrain-from-start --retrain-every 30d --retrain-window 365d")
            .Example("backtest --strategy ma-cross --depth btcusdt_20240808.jsonl.gz,BTC/USDT@binance --interval 1s --latency fixed:5,5 --queue-model power:3")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        StrategyPrograms.Enable();
        var basis = BasisOf(context.Get(StatsBasis)!);
        var detail = DetailOf(context.Get(Equity)!);
        var html = HtmlReportFile.Check(context.Get(Html));
        var request = BacktestOptions.Request(context);
        var inputs = new SeriesLoader(MarketCatalog.Open(context.Home.Path)).Load(request, context.Cancellation);
        var draft = BacktestBuilder.Build(request, inputs, SessionModels.ForBacktest(context.Home, request));
        using var journal = context.Get(Journal) ? BacktestJournal.Begin(context.Home.JournalFolder, draft, ProgramBuild.Text) : null;
        if (journal is not null) draft = draft with { Plan = journal.Attach(draft.Plan) };
        var run = RunDraft(draft, request, context);
        journal?.Flush();
        if (run.AskedModels)
        {
            var reads = ModelSource.TestReads(context);
            reads.Record(run);
            run = run with { ModelTrials = reads.TrialsOn(run) };
        }
        var report = RunReport.Create(run, ProgramBuild.Text, basis);
        RunSummary.Write(context.Output, report, context.IsOutputTerminal);
        if (journal is not null) context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"journal: {journal.Folder.Name}, {journal.Records:N0} records; look at it with journal show {journal.Folder.Name}"));
        var id = context.Get(NoKeep) ? null : RunKeeping.Keep(context, report);
        context.WriteJson(writer => report.WriteJson(writer, detail, id));
        if (html is not null)
        {
            HtmlReportFile.Write(html, report);
            context.Output.WriteLine($"report: {html}");
        }
        return TidemarkCommandLine.Success;
    }

    private static BacktestRun RunDraft(BacktestDraft draft, BacktestRequest request, CommandContext context)
    {
        var bars = draft.Inputs.Sum(input => (long)input.Bars.Count);
        if (bars < ProgressFromBars) return draft.Run(request, null, context.Cancellation);
        using var progress = CommandContext.StartProgress("backtest", bars);
        return draft.Run(request, new BarProgress(fraction => progress.Report((long)(fraction * bars))), context.Cancellation);
    }

    private static StatisticsBasis BasisOf(string name) => name switch
    {
        "day" => StatisticsBasis.UtcDay,
        "bar" => StatisticsBasis.Bar,
        _ => throw new BadInputException($"--stats-basis: '{name}' is not day or bar"),
    };

    private static EquityDetail DetailOf(string name) => name switch
    {
        "thinned" => EquityDetail.Thinned,
        "full" => EquityDetail.Full,
        _ => throw new BadInputException($"--equity: '{name}' is not thinned or full"),
    };

    /// <summary>Reports on the thread that works: a progress bar must not lag behind.</summary>
    private sealed class BarProgress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
