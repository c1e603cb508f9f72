using System.Globalization;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Research.Backtests;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;
using Tidemark.Simulation.Backtesting;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Retraining;

/// <summary>
/// Retrains the models of a backtest as a session would: when a training is due it sees what had closed by then and nothing else, and what
/// wins takes over before the next bar. Versions are the model's own with a count behind, such as 3+1; they are not registered.
/// </summary>
public sealed class BacktestRetraining(IModelStore store, RetrainPlan plan) : IPredictorSource, IModelUpdates
{
    private readonly RetrainablePredictors stored = new(store, (_, model) => FeatureText.Parse(MarketCard.Of(model.Card.Market)!.Features).Observations is { Length: > 0 } names
        ? $"its features read observations ({string.Join(", ", names)}), which a backtest is not given"
        : null);
    private readonly List<Use> uses = [];
    private readonly ModelRetrainer retrainer = new(plan);
    private readonly List<(Instant Time, ModelChange Change)> changes = [];
    private readonly List<(string Name, int Samples)> begun = [];
    private IReadOnlyList<SeriesInput> inputs = [];
    private RetrainSchedule schedule;
    private RetrainSchedule looks;
    private bool hasBegun;

    /// <summary>What became of each training, in order.</summary>
    public IReadOnlyList<(Instant Time, ModelChange Change)> Changes => changes;

    /// <summary>The models that began without what they had learnt, with the samples that they learnt from in its place.</summary>
    public IReadOnlyList<(string Name, int Samples)> Begun => begun;

    /// <summary>When trading starts.</summary>
    public Instant Start => schedule.Start;

    /// <summary>When models are trained.</summary>
    public RetrainPlan Plan => plan;

    /// <summary>What a model of that name had learnt when it was opened, whatever is done with it here.</summary>
    public TrainedModel Saved(string name) => ((ModelPredictor)stored.Open(name)).Model;

    /// <inheritdoc/>
    public Instant Next => uses.Count == 0 ? Instant.MaxValue : uses.Min(use => use.Next);

    /// <summary>Says what the backtest runs on. Models that were opened before were only looked at.</summary>
    /// <param name="series">The bars by instrument; those before the start are known too.</param>
    /// <param name="tradingStart">Where trading begins.</param>
    public void Begin(IReadOnlyList<SeriesInput> series, Instant tradingStart)
    {
        (inputs, hasBegun) = (series, true);
        schedule = new RetrainSchedule(tradingStart, plan.Every);
        looks = new RetrainSchedule(tradingStart, plan.OnDrift ? Duration.FromDays(1) : null);
        uses.Clear();
        begun.Clear();
    }

    /// <inheritdoc/>
    public IPredictor Open(string name)
    {
        var predictor = (ModelPredictor)stored.Open(name);
        if (!hasBegun) return predictor;
        var version = predictor.Schema.Version;
        if (plan.FromStart) predictor = Anew(name, predictor);
        uses.Add(new Use(name, version, predictor) { Due = schedule.After(schedule.Start), LookAt = looks.After(looks.Start) });
        return predictor;
    }

    /// <summary>The model before anything that comes after the start, in a version of its own: 3+0.</summary>
    private ModelPredictor Anew(string name, ModelPredictor saved)
    {
        try
        {
            var learnt = retrainer.Anew(saved.Model, RetrainData.Of(saved.Schema, MarketCard.Of(saved.Model.Card.Market)!, Series, []), schedule.Start);
            begun.Add((name, learnt.Card.Samples));
            return new ModelPredictor(learnt, ModelSchemas.Of(saved.Schema.Model, $"{saved.Schema.Version}+0", learnt));
        }
        catch (BadInputException failure)
        {
            throw new BadInputException($"--retrain-from-start: model {name} cannot be trained at {schedule.Start}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public IPredictor Open(string name, string version) => uses.Find(use => use.Name == name && use.Predictor.Schema.Version == version)?.Predictor ?? stored.Open(name, version);

    /// <inheritdoc/>
    public ModelChange? Take(Instant now)
    {
        var use = uses.MinBy(candidate => candidate.Next)!;
        var (data, problem) = DataOf(use);
        string? cause = null;
        if (use.Due > now)
        {
            use.LookAt = looks.After(now);
            cause = data is null ? null : new LossDrift(plan).Find(use.Predictor.Model, data, use.TrainedAt, now);
            if (cause is null) return null;
        }
        (use.Due, use.TrainedAt) = (schedule.After(now), now);
        var outcome = data is null ? new RetrainOutcome(ModelChangeKind.Failed, $"training failed: {problem}", null) : retrainer.Run(use.Predictor.Model, data, now);
        if (outcome is { Kind: ModelChangeKind.Replaced, Challenger: { } winner })
        {
            var version = string.Create(CultureInfo.InvariantCulture, $"{use.FirstVersion}+{++use.Replacements}");
            use.Predictor = new ModelPredictor(winner, ModelSchemas.Of(use.Predictor.Schema.Model, version, winner));
        }
        var change = new ModelChange(use.Name, outcome.Kind, use.Predictor.Schema.Version, cause is null ? outcome.Reason : $"{cause}; {outcome.Reason}");
        changes.Add((now, change));
        return change;
    }

    private IReadOnlyList<(InstrumentId, BarColumns)> Series => [.. inputs.Select(input => (input.Instrument.Id, input.History))];

    /// <summary>What a training would see; where the backtest does not have it, why, as a session tells it.</summary>
    private (FeatureData? Data, string? Problem) DataOf(Use use)
    {
        try
        {
            return (RetrainData.Of(use.Predictor.Schema, MarketCard.Of(use.Predictor.Model.Card.Market)!, Series, []), null);
        }
        catch (BadInputException failure)
        {
            return (null, failure.Message);
        }
    }

    /// <summary>A model in use.</summary>
    private sealed class Use(string name, string firstVersion, ModelPredictor predictor)
    {
        public string Name => name;

        public string FirstVersion => firstVersion;

        public ModelPredictor Predictor { get; set; } = predictor;

        /// <summary>When a training is due by schedule.</summary>
        public Instant Due { get; set; }

        /// <summary>When drift is looked for.</summary>
        public Instant LookAt { get; set; }

        public Instant TrainedAt { get; set; } = Instant.MinValue;

        public Instant Next => Instant.Min(Due, LookAt);

        public int Replacements { get; set; }
    }
}
