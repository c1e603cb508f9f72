using Tidemark.Engine.Journaling;
using Tidemark.Research.Backtests;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Journal;

namespace Tidemark.Cli.Composition;

/// <summary>Turns what was asked of <c>start</c> into what a session is for life, by the code that a backtest takes.</summary>
internal sealed class SessionDefiner(HomeFolder home)
{
    /// <summary>The option as it was typed, so that the same command goes on with the same session.</summary>
    public const string TypedSetting = "option";

    /// <summary>A file that an option named, with the SHA-256 of what it said then: what it says later is not what the session is.</summary>
    public const string FileSetting = "optionFile";

    /// <exception cref="BadInputException">What was asked cannot be; the message names the option.</exception>
    public SessionDefinition Define(StartRequest request) => request.IsReplay ? Replay(request) : Generated(request);

    private SessionDefinition Replay(StartRequest request)
    {
        var draft = BacktestBuilder.Build(request.Run, new SeriesLoader(MarketCatalog.Open(home.Path)).Load(request.Run), SessionModels.ForDefinition(home, request.Run));
        var started = SessionRecord.Of(draft.Plan.Setup with { JournalId = JournalWriter.NewId() }, draft.Plan.Venue, draft.Plan.Strategies, draft.Plan.States,
            [.. SessionSource.OfReplay(draft, request.Run.To), .. Typed(request)], ProgramBuild.Text);
        return new SessionDefinition(started, draft.Plan.Funding, draft.Notes);
    }

    private SessionDefinition Generated(StartRequest request)
    {
        var run = request.Run;
        CheckGenerated(run);
        var interval = run.Interval!.Value;
        var nothingYet = BarColumns.FromBars(interval, []);
        var inputs = run.Instruments.Select(id => new SeriesInput(Traded(id), nothingYet, "", false, true, 0))
            .Concat(run.Conversions.Select(id => new SeriesInput(Traded(id), nothingYet, "", false, true, 0) { IsConversion = true })).ToList();
        var described = SessionDescriber.Describe(run, inputs, SessionModels.ForDefinition(home, run));
        var setup = described.Setup with { TradingStart = After(interval.OpenOf(SessionSource.GeneratedFrom), interval, described.WarmUpBars), JournalId = JournalWriter.NewId() };
        var started = SessionRecord.Of(setup, described.Venue, described.Strategies, described.States, [.. SessionSource.OfGenerated(inputs.Count, interval), .. Typed(request)], ProgramBuild.Text);
        return new SessionDefinition(started with { Seed = SessionSource.DemonstrationSeed }, [], described.Notes);
    }

    private static void CheckGenerated(BacktestRequest run)
    {
        foreach (var id in run.Instruments.Concat(run.Conversions))
            if (id.Venue != "synthetic")
                throw new BadInputException($"{id}: the generated market trades instruments @synthetic, such as {id.Symbol}@synthetic; for recorded bars of {id} use --replay {id}");
        if (run.From is not null || run.To is not null) throw new BadInputException($"{(run.From is not null ? "--from" : "--to")} needs --replay: the generated market has a calendar of its own");
        if (run.FundingFiles.Length > 0) throw new BadInputException("--funding needs --replay: the generated market pays none");
    }

    /// <summary>Rules such as large venues have; an inverse contract is a quantity of quote currency.</summary>
    private static Instrument Traded(InstrumentId id) => new(id, [id.IsInverse ? new TradingRules(Instant.MinValue, 0.01m, 1m, 1m, null) : new TradingRules(Instant.MinValue, 0.01m, 0.00001m, 0.00001m, 5m)]);

    private static IEnumerable<NamedText> Typed(StartRequest request) =>
    [
        .. request.Typed.Select(typed => new NamedText(TypedSetting, $"{typed.Name} {typed.Text}")),
        .. request.Files.Select(file => new NamedText(FileSetting, $"{file.Name} sha256:{file.Text}")),
    ];

    private static Instant After(Instant open, Interval interval, int bars)
    {
        for (var count = 0; count < bars; count++) open = interval.CloseOf(open);
        return open;
    }
}
