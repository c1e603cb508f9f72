using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Configuration;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Strategies;
using Tidemark.Node.Recovery;
using Tidemark.Node.Sessions;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Journal;
using Tidemark.Strategies;

namespace Tidemark.Cli.Composition;

/// <summary>Builds the session that <c>start</c> runs: a new one from what was asked, or the last one of the home from its journal.</summary>
internal sealed class SessionComposer(HomeFolder home, TidemarkConfiguration configuration, TimeProvider time)
{
    private readonly SessionPointer pointer = new(home);
    private readonly SessionSource source = new(home);

    /// <summary>What to know of a new session: defaults that were chosen, gaps of the data. Empty for one that goes on.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Goes on with the last session of the home, or begins one.</summary>
    /// <exception cref="BadInputException">What was asked cannot be, or contradicts the session that the home has.</exception>
    public PaperSession Open(StartRequest request)
    {
        CheckMarket(request);
        return !request.Fresh && pointer.Find() is { } folder ? Continue(request, folder) : Begin(request);
    }

    private PaperSession Begin(StartRequest request)
    {
        var (started, funding, notes) = new SessionDefiner(home).Define(request);
        var folder = pointer.FolderOf(started.Setup.JournalId);
        var session = PaperSession.Begin(folder, started, source.MarketOf(new SessionInputs(started, funding, [])), SpeedOf(request, folder), time, funding, SessionModels.ForSession(home, started, time));
        pointer.Save(folder);
        Notes = notes;
        return session;
    }

    private PaperSession Continue(StartRequest request, JournalFolder folder)
    {
        var started = Recorded(folder);
        CheckSame(request, started);
        try
        {
            return PaperSession.Continue(folder, source.MarketOf, SpeedOf(request, folder), time, SessionModels.ForSession(home, started, time));
        }
        catch (ReplayMismatchException mismatch) when (started.Build != ProgramBuild.Text)
        {
            throw mismatch.OfBuilds(started.Build, ProgramBuild.Text);
        }
    }

    /// <summary>The speed asked for now, else the one asked for this session before, else the setting.</summary>
    private double SpeedOf(StartRequest request, JournalFolder session)
    {
        var remembered = new SessionSpeed(home);
        var speed = request.Speed ?? remembered.Find(session) ?? (double)configuration.Get(SessionSettings.Speed);
        if (!(speed > 0 && double.IsFinite(speed))) throw new BadInputException($"--speed {speed.ToString(CultureInfo.InvariantCulture)} must be above 0");
        if (request.Speed is not null) remembered.Save(session, speed);
        return speed;
    }

    private void CheckMarket(StartRequest request)
    {
        var market = request.Market ?? configuration.Get(SessionSettings.Market);
        if (market == "live")
            throw new BadInputException("--market live: this build has no connection to a venue yet; use --market simulated, or --replay INSTRUMENT for recorded bars");
        if (market is not ("auto" or "simulated")) throw new BadInputException($"--market: '{market}' is not one of auto, live, simulated");
    }

    private static void CheckSame(StartRequest request, SessionStartedRecord started)
    {
        var asked = request.Typed.Where(typed => !IsSame(typed, started)).Select(typed => $"{typed.Name} {typed.Text}")
            .Concat(request.Files.Where(file => HasChanged(file, started)).Select(file => $"{file.Name} (changed since)")).ToList();
        if (asked.Count == 0) return;
        var instruments = started.Setup.Instruments.Take(started.Setup.TradedCount).Select(instrument => instrument.Id).ToList();
        var what = instruments.Count > 3 ? $"{instruments.Count} instruments" : string.Join(", ", instruments);
        throw new BadInputException($"{string.Join(", ", asked)}: this home has a session that runs {string.Join(" + ", started.Strategies)} on {what} {started.Setup.BaseIntervals[0]}; "
            + "start without these options to go on with it, or with --fresh to begin a new one (the old one is kept)");
    }

    /// <summary>Whether a session is what an option says: it was typed when the session began, or says what was then the default.</summary>
    private static bool IsSame(NamedText typed, SessionStartedRecord started)
    {
        if (started.Settings.Contains(new NamedText(SessionDefiner.TypedSetting, $"{typed.Name} {typed.Text}"))) return true;
        return typed.Name switch
        {
            "--strategy" => typed.Text == string.Join('+', started.Strategies.Select(strategy => strategy.Name)),
            "--param" => HasParameter(started, typed.Text),
            "--instrument" or "--replay" => started.Setup.Instruments.Any(instrument => instrument.Id.ToString() == typed.Text) && (typed.Name != "--replay" || SessionSource.IsReplay(started)),
            "--interval" => Interval.TryParse(typed.Text, out var interval) && interval == started.Setup.BaseIntervals[0],
            "--cash" => decimal.TryParse(typed.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cash) && cash == started.Setup.Accounts[0].Balances[0].Value,
            _ => false,
        };
    }

    /// <summary>Whether a file says something else than when the session began. Sessions of older builds did not note it.</summary>
    private static bool HasChanged(NamedText file, SessionStartedRecord started) => started.Settings.Any(setting =>
        setting.Name == SessionDefiner.FileSetting && setting.Text.StartsWith($"{file.Name} sha256:", StringComparison.Ordinal) && !setting.Text.EndsWith(file.Text, StringComparison.Ordinal));

    private static bool HasParameter(SessionStartedRecord started, string text)
    {
        var (name, value) = NamedValues.Of([text], "--param", "fast=10")[0];
        var ids = StrategyNames.Unique([.. started.Strategies.Select(StrategyCatalog.NameOf)]);
        return started.Strategies.Where((strategy, number) => strategy.Parameters.Any(parameter =>
            parameter.Text == value && NamedValues.IsSame(started.Strategies.Length == 1 ? parameter.Name : $"{ids[number]}.{parameter.Name}", name))).Any();
    }

    private static SessionStartedRecord Recorded(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        if (!reader.Read()) throw new BadInputException($"{folder.Path}: the journal is empty; begin a new session with --fresh");
        return SessionRecords.DecodeStarted(reader.Header, reader.Payload);
    }
}
