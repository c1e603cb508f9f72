using Tidemark.Cli.Composition;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Node.Recovery;
using Tidemark.Node.Sessions;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Registry;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Import.Observations;
using Tidemark.Storage.Journal;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A session whose model lies in the registry: trained anew beside the session, promoted and rolled back, and taken up after a restart.</summary>
public sealed class LiveModelsTests : IDisposable
{
    private const double NoPause = 1e9;
    private const int Bars = 700;
    private const string Name = "walk";

    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@synthetic");
    private static readonly RetrainPlan Plan = new() { Every = Duration.FromMinutes(200), LeastHeldOut = 20 };

    private readonly TestSessions sessions = new();
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("tidemark-models-");

    public void Dispose()
    {
        sessions.Dispose();
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task Session_WithAPlan_TrainsBesideItAndJournalsWhatCameOfIt()
    {
        Register();
        var folder = sessions.Folder("whole");
        var models = Models(Plan);
        var end = await TestSessions.RunToEnd(PaperSession.Begin(folder, Definition, Waiting(models), NoPause, TimeProvider.System, null, models), new TestMarket(Bars).End);
        var changes = Changes(folder);
        Assert.True(changes.Count >= 2, $"{changes.Count} trainings");
        Assert.All(changes, change => Assert.True(change.Kind is ModelChangeKind.Replaced or ModelChangeKind.Kept, change.ToString()));
        Assert.Equal([$"{Name}@{changes[^1].Version}"], end.Models);
        var versions = Registry.Versions(Name);
        Assert.All(versions.Skip(1), version => Assert.Equal("schedule", version.Row.MadeBy));
        Assert.Equal(changes[^1].Version, Registry.Find(new ModelReference(Name, null)).Row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(JournalReplay.Run(folder, TestSessions.NoBars).IsIdentical);

        using var again = PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, Models(Plan));
        Assert.Equal(end.Equity, again.Current.Equity);
        Assert.Equal(end.Models, again.Current.Models);
    }

    [Fact]
    public async Task Session_CutOffBeforeATrainingEnded_TrainsAgain()
    {
        Register();
        var folder = sessions.Folder("early");
        var first = PaperSession.Begin(folder, Definition, new TestMarket(200), NoPause, TimeProvider.System, null, Models(Plan));
        await TestSessions.RunToEnd(first, new TestMarket(200).End);
        Assert.Empty(Changes(folder));
        var models = Models(Plan);
        await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => Waiting(models), NoPause, TimeProvider.System, models), new TestMarket(Bars).End);
        Assert.NotEmpty(Changes(folder));
        Assert.True(JournalReplay.Run(folder, TestSessions.NoBars).IsIdentical);
    }

    [Fact]
    public async Task Session_ChampionChangedByAPerson_AsksItFromTheNextEventOn()
    {
        Register();
        var folder = sessions.Folder("chosen");
        await TestSessions.RunToEnd(PaperSession.Begin(folder, Definition, new TestMarket(300), NoPause, TimeProvider.System, null, Models(null)), new TestMarket(300).End);
        var second = Registry.Register(Train(300), new Registration { Name = Name });
        Registry.Promote(second, "a person");
        var end = await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, Models(null)), new TestMarket(Bars).End);
        var change = Assert.Single(Changes(folder));
        Assert.Equal((ModelChangeKind.Chosen, "2"), (change.Kind, change.Version));
        Assert.Equal(["2", "1"], end.Predictions.Select(view => view.Version).Distinct());
        Registry.RollBack(Name, "worse");
        using var back = PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, Models(null));
        Assert.Equal([$"{Name}@2"], back.Current.Models);
    }

    [Theory]
    [InlineData("table", "table")]
    [InlineData("volatility", "vol-rise")]
    [InlineData("features", "other features")]
    [InlineData("damaged", "walk")]
    [InlineData("gone", "walk")]
    public async Task Session_ChampionThatCannotTakeOver_GoesOnAndSaysSoOnce(string what, string reason)
    {
        Register();
        var folder = sessions.Folder("unusable");
        var plan = Plan with { Every = Duration.FromDays(30) };
        await TestSessions.RunToEnd(PaperSession.Begin(folder, Definition, new TestMarket(300), NoPause, TimeProvider.System, null, Models(plan)), new TestMarket(300).End);
        Registry.Promote(Registry.Register(Unusable(what), new Registration { Name = Name }), "a person");
        var path = Registry.Find(new ModelReference(Name, 2)).Path;
        if (what == "damaged") File.WriteAllText(path, "no model");
        if (what == "gone") File.Delete(path);
        var end = await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => new TestMarket(500), NoPause, TimeProvider.System, Models(plan)), new TestMarket(500).End);
        Assert.True(end.PredictionCount > 400, $"{end.PredictionCount}");
        // After a restart it is not told again, and nothing counts as trained.
        var models = Models(plan);
        end = await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, models), new TestMarket(Bars).End);
        Assert.True(end.PredictionCount > 600, $"{end.PredictionCount}");
        Assert.Equal([$"{Name}@1"], end.Models);
        var change = Assert.Single(Changes(folder));
        Assert.Equal((ModelChangeKind.Refused, "1"), (change.Kind, change.Version));
        Assert.Contains("version 2 is champion now and cannot take over", change.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, change.Reason, StringComparison.Ordinal);
        Assert.True(JournalReplay.Run(folder, TestSessions.NoBars).IsIdentical);
    }

    [Fact]
    public async Task Hear_RefusedChampion_IsNoTraining()
    {
        Register();
        using var models = Models(Plan);
        models.Open(Name);
        var market = new TestMarket(Bars);
        var refused = new ModelChange(Name, ModelChangeKind.Refused, "1", "version 2 is champion now and cannot take over in a running session: its outputs are others");
        Instant? begun = null;
        while (market.NextTime is not null && begun is null)
        {
            var bar = market.Read();
            models.Hear(bar);
            models.Hear(EngineEvent.ForModelChange(refused, bar.ReceivedAt));
            if (models.TakeChange() is not null) begun = bar.ReceivedAt;
            await models.Trainings;
        }
        Assert.NotNull(begun);
    }

    [Fact]
    public async Task Session_ChampionChangedWhileItsChallengerTrains_DoesNotPromoteIt()
    {
        Registry.Register(Train(250, isWrong: true), new Registration { Name = Name });
        var (folder, models) = (sessions.Folder("changed"), ModelsOf(Name, Promoted));
        await TestSessions.RunToEnd(PaperSession.Begin(folder, Definition, Waiting(models), NoPause, TimeProvider.System, null, models), new TestMarket(Bars).End);
        var change = Changes(folder)[0];
        Assert.Equal((ModelChangeKind.Kept, "1"), (change.Kind, change.Version));
        Assert.Contains("champion no longer", change.Reason, StringComparison.Ordinal);
        Assert.Equal($"{Name}@2", Registry.Find(new ModelReference(Name, null)).Reference);
        Assert.Equal((1, ModelStanding.Challenger), (Registry.Versions(Name)[2].Row.Parent, Registry.Versions(Name)[2].Standing));
    }

    [Fact]
    public async Task Session_VersionThatWasNamed_HasItsOwnChallengerAndLeavesTheChampion()
    {
        Registry.Register(Train(250, isWrong: true), new Registration { Name = Name });
        var (folder, models) = (sessions.Folder("named"), ModelsOf($"{Name}@1", Promoted));
        var definition = TestSessions.Definition("model-signal", ("model", $"{Name}@1"), ("enter-probability", "0.5"));
        await TestSessions.RunToEnd(PaperSession.Begin(folder, definition, Waiting(models), NoPause, TimeProvider.System, null, models), new TestMarket(Bars).End);
        var change = Assert.Single(Changes(folder));
        Assert.Equal((ModelChangeKind.Replaced, "3"), (change.Kind, change.Version));
        Assert.Equal($"{Name}@2", Registry.Find(new ModelReference(Name, null)).Reference);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakeChange_FeaturesOfObservations_AreTrainedOnThoseThatWereHeard(bool isHeard)
    {
        Registry.Register(Train(250, text: "mood = observation(mood)\nlast = logret(1)"), new Registration { Name = Name });
        using var models = Models(Plan);
        models.Open(Name);
        var market = new TestMarket(250);
        ModelChange? change = null;
        while (market.NextTime is not null)
        {
            var bar = market.Read();
            if (isHeard) models.Hear(EngineEvent.ForObservation(new Observation("mood", bar.AsBar().Volume, bar.EventTime, bar.ReceivedAt), bar.ReceivedAt));
            models.Hear(bar);
            change ??= models.TakeChange();
            await models.Trainings;
        }
        change ??= models.TakeChange();
        if (isHeard) Assert.True(change!.Kind is ModelChangeKind.Kept or ModelChangeKind.Replaced && change.Reason.Contains("held-out", StringComparison.Ordinal), change.Reason);
        else Assert.Contains("observations of 'mood', and none was heard", change!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_TrainingThatFails_KeepsTheModelAndSaysSo()
    {
        var model = Train(250);
        Registry.Register(new TrainedModel(model.Fitted, model.Preparation, model.Card with { Parameters = [KeyValuePair.Create("nonsense", "1")] }), new Registration { Name = Name });
        var folder = sessions.Folder("failed");
        var models = Models(Plan);
        var end = await TestSessions.RunToEnd(PaperSession.Begin(folder, Definition, Waiting(models), NoPause, TimeProvider.System, null, models), new TestMarket(Bars).End);
        Assert.All(Changes(folder), change => Assert.Equal((ModelChangeKind.Failed, "1"), (change.Kind, change.Version)));
        Assert.Contains("nonsense", Changes(folder)[0].Reason, StringComparison.Ordinal);
        Assert.True(end.PredictionCount > 500);
    }

    [Fact]
    public async Task Continue_ModelThatIsGone_SaysSoAtOnce()
    {
        Register();
        var folder = sessions.Folder("gone");
        await TestSessions.RunToEnd(PaperSession.Begin(folder, Definition, new TestMarket(100), NoPause, TimeProvider.System, null, Models(null)), new TestMarket(100).End);
        Registry.Remove(Registry.Find(new ModelReference(Name, 1)), "test");
        Assert.Contains($"'{Name}'", Assert.Throws<BadInputException>(() => PaperSession.Continue(folder, _ => new TestMarket(200), NoPause, TimeProvider.System, Models(null))).Message, StringComparison.Ordinal);
        Assert.True(JournalReplay.Run(folder, TestSessions.NoBars).IsIdentical);
    }

    private static SessionStartedRecord Definition => TestSessions.Definition("model-signal", ("model", Name), ("enter-probability", "0.5"));

    private ModelRegistry Registry => new(new HomeFolder(home.FullName), () => Instant.FromDate(2025, 1, 1));

    private void Register() => Registry.Register(Train(250), new Registration { Name = Name });

    /// <summary>A version that a session of this model cannot ask.</summary>
    private static TrainedModel Unusable(string what)
    {
        var model = Train(300, text: what == "features" ? "last = logret(2)\nlevel = close / sma(5) - 1" : "last = logret(1)\nlevel = close / sma(5) - 1");
        var market = what == "table" ? [] : model.Card.Market.DeepClone().AsObject();
        if (what == "volatility") market["label"] = "vol-rise";
        return new TrainedModel(model.Prepared, model.Card with { Market = market });
    }

    /// <summary>Another registry promotes a version while the first training is under way.</summary>
    private void Promoted()
    {
        if (Registry.Versions(Name).Count == 1) Registry.Promote(Registry.Register(Train(300), new Registration { Name = Name }), "another person");
    }

    /// <summary>One training, and something that happens when it has begun.</summary>
    private LiveModels ModelsOf(string name, Action begun) => new(new RegisteredModels(Registry), Plan with { Every = Duration.FromMinutes(400) }, TestSessions.Definition("model-signal", ("model", name), ("enter-probability", "0.5")).Setup, _ =>
    {
        begun();
        return null;
    }, TimeProvider.System);

    private LiveModels Models(RetrainPlan? plan) => new(new RegisteredModels(Registry), plan, Definition.Setup, _ => null, TimeProvider.System);

    /// <summary>A market whose bars wait for a training that is under way, so that it ends within the session.</summary>
    private static TestMarket Waiting(LiveModels models) => new(Bars) { AfterRead = _ => models.Trainings.Wait() };

    private static List<ModelChange> Changes(JournalFolder folder)
    {
        var changes = new List<ModelChange>();
        using var reader = new JournalReader(folder);
        while (reader.Read())
            if (reader.Header.Kind == RecordKind.ModelChange) changes.Add(((EngineEvent)RecordContent.Decode(reader.Header, reader.Payload)).AsModelChange());
        return changes;
    }

    /// <summary>A model of another stretch of such a market.</summary>
    private static TrainedModel Train(int count, bool isWrong = false, string text = "last = logret(1)\nlevel = close / sma(5) - 1")
    {
        var market = new TestMarket(count);
        var bars = new List<Bar>();
        while (market.NextTime is not null) bars.Add(market.Read().AsBar());
        var list = FeatureText.Parse(text);
        var observations = bars.Select(bar => new Observation("mood", bar.Volume, bar.OpenTime, bar.OpenTime)).Select(one => new ObservationRow(one, one.KnownAt));
        var data = new FeatureData { Instrument = Bitcoin, Bars = BarColumns.FromBars(Interval.Minutes(1), bars), Observations = [.. observations] };
        var dataset = DatasetBuilder.Build(new FeatureSpecification { Name = "test", List = list }, data, LabelRules.Parse("direction:horizon=2"));
        var descriptor = ModelCatalog.Find("logistic")!;
        var preparation = Preprocessor.Parse("zscore | mean").Fit(dataset.Features, dataset.Columns, dataset.SampleRows.Span);
        var parameters = HyperParameters.Parse(descriptor.Parameters, []);
        var fitted = descriptor.Create(parameters).Fit(dataset.ToTrainingSet() with
        {
            Features = preparation.Apply(dataset.Features).Table,
            Targets = isWrong ? Array.ConvertAll(dataset.Targets.ToArray(), target => Math.Max(1, dataset.Label.Classes - 1) - target) : dataset.Targets,
        }, null, new FitContext());
        return new TrainedModel(fitted, preparation, new ModelCard
        {
            Kind = "logistic",
            Columns = dataset.Columns,
            Preparation = "zscore | mean",
            Label = "direction:horizon=2",
            Target = new TargetEncoding(dataset.Label.Task, [.. dataset.Label.ClassNames]),
            Parameters = [.. parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name)))],
            Seed = 1,
            Market = new MarketCard { Instrument = Bitcoin.ToString(), Interval = Interval.Minutes(1), Features = list.ToString(), Label = "direction:horizon=2", Horizon = 2, TrainedTo = TestMarket.Start }.ToJson(),
        });
    }
}
