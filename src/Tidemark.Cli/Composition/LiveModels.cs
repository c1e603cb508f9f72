using System.Data.Common;
using System.Globalization;
using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Node.Sessions;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Registry;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;
using Tidemark.Storage.Import.Observations;

namespace Tidemark.Cli.Composition;

/// <summary>
/// The models of a running session. One that was named without a version follows its champion: what is promoted or rolled back is asked from
/// the next event on. With a plan, models are trained anew in the background on what was known when the training was due; trading goes on
/// meanwhile, and what wins is registered, promoted, and takes over between two events. What the session has heard before a restart it hears
/// again, so that a training that a crash ended is due again.
/// </summary>
/// <param name="store">Where models lie.</param>
/// <param name="plan">When they are retrained; null for never.</param>
/// <param name="setup">What the session trades.</param>
/// <param name="historyOf">Bars that were known before the session's first; null for none.</param>
/// <param name="time">The wall clock.</param>
internal sealed class LiveModels(RegisteredModels store, RetrainPlan? plan, SessionSetup setup, Func<InstrumentIndex, BarColumns?> historyOf, TimeProvider time) : ISessionModels, IDisposable
{
    /// <summary>How often the registry is looked at.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const string RefusedStart = "version ";
    private const string RefusedMiddle = " is champion now and cannot take over in a running session";

    private readonly StoredPredictors stored = new(store);
    private readonly List<Use> uses = [];
    private readonly List<Bar>[] bars = [.. setup.Instruments.Select(_ => new List<Bar>())];
    private readonly List<ObservationRow> observations = [];
    private readonly CancellationTokenSource ending = new();
    private readonly RetrainSchedule schedule = new(setup.TradingStart, plan?.Every);
    private readonly RetrainSchedule looks = new(setup.TradingStart, plan is { OnDrift: true } ? Duration.FromDays(1) : null);
    private Instant now = Instant.MinValue;
    private long lookedAt = long.MinValue;

    /// <summary>Ends when no training is under way.</summary>
    public Task Trainings => Task.WhenAll(uses.Select(use => use.Training ?? Task.CompletedTask));

    /// <inheritdoc/>
    public IPredictor Open(string name)
    {
        return InForce(name, stored.Open(name));
    }

    /// <inheritdoc/>
    public IPredictor Open(string name, string version)
    {
        return InForce(name, stored.Open(name, version));
    }

    /// <inheritdoc/>
    public void Hear(in EngineEvent input)
    {
        now = input.ReceivedAt;
        if (input.Kind == EngineEventKind.Bar)
        {
            if (plan is not null) bars[input.Instrument.Value].Add(input.AsBar());
            return;
        }
        if (input.Kind == EngineEventKind.Observation && plan is not null)
        {
            // What a strategy could read of it, it could from now on and not before.
            var observation = input.AsObservation();
            observations.Add(new ObservationRow(observation with { KnownAt = Instant.Max(observation.KnownAt, now) }, Instant.Max(observation.KnownAt, now)));
            return;
        }
        if (input.Kind != EngineEventKind.ModelChange) return;
        var change = input.AsModelChange();
        var use = UseOf(change.Predictor);
        use.Version = change.Version;
        if (change.Kind is ModelChangeKind.Replaced or ModelChangeKind.Kept or ModelChangeKind.Failed) use.TrainedAt = now;
        // Told once, before a restart too.
        if (change.Kind == ModelChangeKind.Refused) use.Refused = RefusedIn(change.Reason);
    }

    /// <inheritdoc/>
    public ModelChange? TakeChange()
    {
        foreach (var use in uses)
        {
            if (Finished(use) is { } change) return change;
            if (plan is null || use.Training is not null) continue;
            if (schedule.After(Instant.Max(use.TrainedAt, schedule.Start)) <= now) Begin(use, isDue: true);
            else if (looks.After(Instant.Max(use.LookedAt, looks.Start)) <= now) Begin(use, isDue: false);
        }
        return ChosenByAPerson();
    }

    public void Dispose()
    {
        ending.Cancel();
        foreach (var use in uses) use.Training?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        ending.Dispose();
    }

    /// <summary>Strategies will ask this one from now on.</summary>
    private IPredictor InForce(string name, IPredictor predictor)
    {
        var use = UseOf(name);
        (use.Version, use.Schema) = (predictor.Schema.Version, predictor.Schema);
        return predictor;
    }

    /// <summary>Whether a model was named with its version.</summary>
    private static bool IsPinned(string name) => name.Contains('@', StringComparison.Ordinal);

    private Use UseOf(string name)
    {
        var use = uses.Find(candidate => candidate.Name == name);
        if (use is null) uses.Add(use = new Use(name));
        return use;
    }

    private static ModelChange? Finished(Use use)
    {
        if (use.Training is not { IsCompleted: true } training) return null;
        use.Training = null;
        if (training.IsCanceled) return null;
        return training.IsFaulted
            ? new ModelChange(use.Name, ModelChangeKind.Failed, use.Version, $"training failed: {training.Exception!.InnerException!.Message}")
            : training.Result;
    }

    /// <summary>What is known now is copied here, on the session's thread; the rest happens beside it.</summary>
    private void Begin(Use use, bool isDue)
    {
        var (name, version, moment, since) = (use.Name, use.Version, now, use.TrainedAt);
        var heard = new Heard([.. setup.Instruments.Select((instrument, index) => (instrument.Id, Known(new InstrumentIndex(index))))], [.. observations]);
        use.LookedAt = moment;
        use.Training = Task.Run(() => isDue ? Train(name, version, heard, moment, null) : Drift(name, version, heard, since, moment) is { } cause ? Train(name, version, heard, moment, cause) : null, ending.Token);
    }

    private BarColumns Known(InstrumentIndex index)
    {
        var heard = bars[index.Value];
        var interval = setup.BaseIntervals[index.Value];
        var history = heard.Count == 0 ? null : historyOf(index);
        if (history is null) return BarColumns.FromBars(interval, heard);
        var before = history.Slice(0, history.LowerBound(heard[0].OpenTime));
        return BarColumns.FromBars(interval, [.. Enumerable.Range(0, before.Count).Select(row => before[row]), .. heard]);
    }

    private ModelChange Train(string name, string version, Heard heard, Instant moment, string? cause)
    {
        if (RegisteredModels.IsFile(name)) return new ModelChange(name, ModelChangeKind.Failed, version, "a model in a file has no versions: register it with models import");
        var champion = store.Load(name, version);
        var outcome = Outcome(name, version, champion, heard, moment);
        if (cause is not null) outcome = outcome with { Reason = $"{cause}; {outcome.Reason}" };
        if (outcome.Challenger is not { } challenger) return new ModelChange(name, outcome.Kind, version, outcome.Reason);
        var comparedWith = int.Parse(version, CultureInfo.InvariantCulture);
        var registered = store.Registry.Register(challenger, RegistrationOf(name, challenger, cause is null ? "schedule" : "drift") with { ComparedWith = comparedWith });
        var next = registered.Row.Version.ToString(CultureInfo.InvariantCulture);
        if (outcome.Kind != ModelChangeKind.Replaced)
        {
            store.Registry.Decline(registered, comparedWith, outcome.Reason);
            return new ModelChange(name, outcome.Kind, version, outcome.Reason);
        }
        if (store.Registry.TryPromote(registered, comparedWith, outcome.Reason)) return new ModelChange(name, outcome.Kind, next, outcome.Reason);
        // It was measured against a version that is champion no longer. A session that follows the champion goes on with that one; a session
        // whose version was named has its own model, whatever the registry says.
        return IsPinned(name)
            ? new ModelChange(name, ModelChangeKind.Replaced, next, $"{outcome.Reason}; here alone, since version {version} is not the champion")
            : new ModelChange(name, ModelChangeKind.Kept, version, $"{outcome.Reason}; version {next} won against version {version}, which is champion no longer, and is not promoted");
    }

    private string? Drift(string name, string version, Heard heard, Instant since, Instant moment)
    {
        var model = store.Load(name, version);
        try
        {
            return new LossDrift(plan!).Find(model, RetrainData.Of(ModelSchemas.Of(RegisteredModels.NameIn(name), version, model), MarketCard.Of(model.Card.Market)!, heard.Series, heard.Observations), since, moment);
        }
        catch (BadInputException)
        {
            return null;
        }
    }

    private RetrainOutcome Outcome(string name, string version, TrainedModel champion, Heard heard, Instant moment)
    {
        FeatureData data;
        try
        {
            data = RetrainData.Of(ModelSchemas.Of(RegisteredModels.NameIn(name), version, champion), MarketCard.Of(champion.Card.Market)!, heard.Series, heard.Observations);
        }
        catch (BadInputException failure)
        {
            return new RetrainOutcome(ModelChangeKind.Failed, $"training failed: {failure.Message}", null);
        }
        return new ModelRetrainer(plan!).Run(champion, data, moment, ending.Token);
    }

    private static Registration RegistrationOf(string name, TrainedModel challenger, string madeBy)
    {
        var card = MarketCard.Of(challenger.Card.Market)!;
        return new Registration { Name = RegisteredModels.NameIn(name), Instrument = card.Instrument, Interval = card.Interval.ToString(), TrainedFrom = card.TrainedFrom, TrainedTo = card.TrainedTo, MadeBy = madeBy };
    }

    /// <summary>
    /// The champion of a model that was named without a version, where it is another one now. One that cannot be asked is told once and the
    /// session goes on; while the registry cannot be read, the next look finds out.
    /// </summary>
    private ModelChange? ChosenByAPerson()
    {
        if (uses.Count == 0 || (lookedAt != long.MinValue && time.GetElapsedTime(lookedAt) < Patience)) return null;
        lookedAt = time.GetTimestamp();
        foreach (var use in uses)
        {
            if (RegisteredModels.IsFile(use.Name) || IsPinned(use.Name) || use.Training is not null) continue;
            try
            {
                if (ChampionOf(use.Name) is not { } champion || champion == use.Version || champion == use.Refused) continue;
                return Chosen(use, champion);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
            {
                continue;
            }
        }
        return null;
    }

    private ModelChange Chosen(Use use, string champion)
    {
        string? difference;
        try
        {
            var schema = stored.Open(use.Name, champion).Schema;
            difference = (use.Schema ?? stored.Open(use.Name, use.Version).Schema).DifferenceTo(schema);
        }
        catch (BadInputException failure)
        {
            difference = failure.Message;
        }
        if (difference is null) return new ModelChange(use.Name, ModelChangeKind.Chosen, champion, $"version {champion} is champion now");
        use.Refused = champion;
        return new ModelChange(use.Name, ModelChangeKind.Refused, use.Version, $"{RefusedStart}{champion}{RefusedMiddle}: {difference}");
    }

    /// <summary>Which version a refusal was about.</summary>
    private static string? RefusedIn(string reason)
    {
        var end = reason.IndexOf(RefusedMiddle, StringComparison.Ordinal);
        return end > RefusedStart.Length && reason.StartsWith(RefusedStart, StringComparison.Ordinal) ? reason[RefusedStart.Length..end] : null;
    }

    private string? ChampionOf(string name)
    {
        try
        {
            return store.Registry.Find(new ModelReference(name, null)).Row.Version.ToString(CultureInfo.InvariantCulture);
        }
        catch (BadInputException)
        {
            // No champion, or the name was removed: the session goes on with what it has.
            return null;
        }
    }

    /// <summary>What is known when a training begins.</summary>
    private sealed record Heard(IReadOnlyList<(InstrumentId, BarColumns)> Series, IReadOnlyList<ObservationRow> Observations);

    /// <summary>A model that the session asks.</summary>
    private sealed class Use(string name)
    {
        public string Name => name;

        public string Version { get; set; } = "";

        /// <summary>What strategies ask; null while a replay answers.</summary>
        public PredictionSchema? Schema { get; set; }

        /// <summary>The champion that cannot take over, which was told.</summary>
        public string? Refused { get; set; }

        /// <summary>When the session heard what came of the last training.</summary>
        public Instant TrainedAt { get; set; } = Instant.MinValue;

        /// <summary>When a training was last begun, or drift looked for.</summary>
        public Instant LookedAt { get; set; } = Instant.MinValue;

        public Task<ModelChange?>? Training { get; set; }
    }
}
