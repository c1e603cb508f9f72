using System.Globalization;
using Tidemark.Cli.Configuration;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Node.Markets;
using Tidemark.Node.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Journal;
using Tidemark.Strategies;

namespace Tidemark.Cli.Composition;

/// <summary>Builds the session that <c>start</c> runs: a new one from what was asked, or the last one of the home from its journal.</summary>
internal sealed class SessionComposer(HomeFolder home, TidemarkConfiguration configuration, TimeProvider time)
{
    private const string SourceSetting = "source";
    private const string GeneratedSource = "generated";
    private const string ReplaySource = "replay";
    private const string SeedSetting = "marketSeed";
    private const string StartSetting = "marketStart";

    /// <summary>
    /// The smallest seed whose default averages cross upward within ten bars of the start of trading and down again within the hour,
    /// so that a newcomer sees a trade within seconds. What the trades earn played no part.
    /// </summary>
    private const ulong DemonstrationSeed = 31;

    /// <summary>The generated market's calendar: any day would do, a fixed one makes every fresh session the same.</summary>
    private static readonly Instant GeneratedFrom = Instant.FromDate(2024, 1, 1);

    /// <summary>Enough history for a chart, and for indicators that forget slowly.</summary>
    private const int LeastWarmUpBars = 300;

    private readonly SessionPointer pointer = new(home);

    /// <summary>Goes on with the last session of the home, or begins one.</summary>
    /// <exception cref="BadInputException">What was asked cannot be, or contradicts the session that the home has.</exception>
    public PaperSession Open(StartRequest request)
    {
        CheckMarket(request);
        if (!request.Fresh && pointer.Find() is { } folder)
        {
            if (request.NamesASession) CheckSame(request, folder);
            return PaperSession.Continue(folder, MarketOf, SpeedOf(request, folder), time);
        }
        var started = Define(request);
        var newFolder = pointer.FolderOf(started.Setup.JournalId);
        var session = PaperSession.Begin(newFolder, started, MarketOf(started), SpeedOf(request, newFolder), time);
        pointer.Save(newFolder);
        return session;
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

    private static void CheckSame(StartRequest request, JournalFolder folder)
    {
        var started = Recorded(folder);
        var asked = new List<string>();
        var strategy = started.Strategies[0];
        if (request.Strategy is { } name && name != strategy.Name) asked.Add($"--strategy {name}");
        foreach (var (parameter, value) in request.Parameters)
            if (!strategy.Parameters.Contains(new NamedText(parameter, value))) asked.Add($"--param {parameter}={value}");
        var instrument = started.Setup.Instruments[0].Id;
        if ((request.Replay ?? request.Instrument) is { } named && named != instrument) asked.Add($"{(request.Replay is null ? "--instrument" : "--replay")} {named}");
        if (request.Replay is not null && started.Setting(SourceSetting) != ReplaySource) asked.Add($"--replay {request.Replay}");
        if (request.Interval is { } interval && interval != started.Setup.BaseIntervals[0]) asked.Add($"--interval {interval}");
        if (request.Cash is { } cash && cash != started.Setup.Accounts[0].Balances[0].Value) asked.Add($"--cash {cash.ToString(CultureInfo.InvariantCulture)}");
        if (asked.Count > 0)
            throw new BadInputException($"{string.Join(", ", asked)}: this home has a session that runs {strategy} on {instrument} {started.Setup.BaseIntervals[0]}; "
                + "start without these options to go on with it, or with --fresh to begin a new one (the old one is kept)");
    }

    private static SessionStartedRecord Recorded(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        if (!reader.Read()) throw new BadInputException($"{folder.Path}: the journal is empty; begin a new session with --fresh");
        return SessionRecords.DecodeStarted(reader.Header, reader.Payload);
    }

    private SessionStartedRecord Define(StartRequest request)
    {
        var strategy = StrategyCatalog.Create(request.Strategy ?? configuration.Get(SessionSettings.Strategy), request.Parameters);
        var instrument = InstrumentOf(request);
        var interval = request.Interval ?? configuration.Get(SessionSettings.BarInterval);
        var fees = FeePresets.ForVenue(instrument.Id, out _);
        var venue = new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, fees);
        var setup = SetupOf(request, strategy, instrument, interval, fees);
        var warmUp = Math.Max(LeastWarmUpBars, 4 * WarmUpOf(strategy, setup, venue));
        var (source, firstOpen) = SourceOf(request, instrument.Id, interval);
        return new SessionStartedRecord
        {
            Setup = setup with { TradingStart = After(firstOpen, interval, warmUp), JournalId = JournalWriter.NewId() },
            Strategies = [StrategyCatalog.Describe(strategy)],
            Settings = [.. source, .. VenueSettings.Describe(venue, setup.Instruments)],
            Seed = DemonstrationSeed,
            Build = ProgramBuild.Text,
        };
    }

    private Instrument InstrumentOf(StartRequest request)
    {
        if (request.Replay is { } replayed)
        {
            if (request.Instrument is { } other && other != replayed) throw new BadInputException($"--replay {replayed} and --instrument {other} contradict each other");
            return MarketCatalog.Open(home.Path).Instruments.Find(replayed);
        }
        var id = request.Instrument ?? configuration.Get(SessionSettings.Instrument);
        if (id.Venue != "synthetic")
            throw new BadInputException($"{id}: the generated market trades instruments @synthetic, such as {id.Symbol}@synthetic; for recorded bars of {id} use --replay {id}");
        return new Instrument(id, [new TradingRules(Instant.MinValue, 0.01m, 0.00001m, 0.00001m, 5m)]);
    }

    private SessionSetup SetupOf(StartRequest request, Strategy strategy, Instrument instrument, Interval interval, FeeSchedule fees)
    {
        var cash = request.Cash ?? configuration.Get(SessionSettings.Cash);
        if (cash <= 0m) throw new BadInputException($"--cash {cash.ToString(CultureInfo.InvariantCulture)} must be positive");
        var isMargin = strategy.NeedsShorting || strategy.NeedsHedging;
        var account = new AccountSetup(new AccountId("main"), instrument.Id.Venue, isMargin ? AccountKind.Margin : AccountKind.Spot,
            [new Money(cash, instrument.Id.Quote)], fees.Rates, isMargin ? FundsPolicy.InitialMargin : FundsPolicy.OwnedAssets)
        {
            PositionMode = strategy.NeedsHedging ? PositionMode.Hedge : PositionMode.OneWay,
        };
        return new SessionSetup { Instruments = [instrument], BaseIntervals = [interval], Accounts = [account], Currency = instrument.Id.Quote };
    }

    private static int WarmUpOf(Strategy strategy, SessionSetup setup, VenueOptions venue)
    {
        var probe = new SimulatedSession(setup, venue, [StrategyCatalog.Create(strategy.Name, StrategyCatalog.ParametersOf(strategy))], SilentRecorder.Instance);
        probe.Start();
        return probe.Engine.WarmUpBars;
    }

    private (NamedText[] Settings, Instant FirstOpen) SourceOf(StartRequest request, InstrumentId instrument, Interval interval)
    {
        if (request.Replay is null)
        {
            var from = interval.OpenOf(GeneratedFrom);
            return ([new(SourceSetting, GeneratedSource), new(SeedSetting, DemonstrationSeed.ToString(CultureInfo.InvariantCulture)), new(StartSetting, from.ToString())], from);
        }
        var bars = MarketCatalog.Open(home.Path).Resolve(new BarSpec(instrument, interval)).Bars;
        if (bars.Count == 0) throw new BadInputException($"{instrument} {interval}: there are no bars to replay");
        return ([new(SourceSetting, ReplaySource)], bars[0].OpenTime);
    }

    /// <summary>The source of prices that a session is bound to for life.</summary>
    private ISessionMarket MarketOf(SessionStartedRecord started)
    {
        var instrument = started.Setup.Instruments[0].Id;
        var interval = started.Setup.BaseIntervals[0];
        if (started.Setting(SourceSetting) == ReplaySource)
            return new ReplayMarket(instrument, MarketCatalog.Open(home.Path).Resolve(new BarSpec(instrument, interval)).Bars);
        var seed = ulong.Parse(started.Setting(SeedSetting), CultureInfo.InvariantCulture);
        return new GeneratedMarket(new SyntheticMarketOptions(seed, interval, Instant.Parse(started.Setting(StartSetting))));
    }

    private static Instant After(Instant open, Interval interval, int bars)
    {
        for (var count = 0; count < bars; count++) open = interval.CloseOf(open);
        return open;
    }
}
