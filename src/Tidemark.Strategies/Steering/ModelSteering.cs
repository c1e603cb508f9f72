using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Strategies.Steering;

/// <summary>Trades strategies that a model steers: at each close it says how much each counts and with which parameters it runs.</summary>
[About(
    Group = "predictive",
    Idea = "No strategy suits every market: an agent that has learnt when which one pays gives each its weight and its parameters, within ranges that were declared when it learnt.",
    Rules = "The strategies that the model names run beside the session, one for each set of parameters that it can choose. At each close the model is asked with its features, what the account holds and what each strategy wants; it answers with weights and parameters. The position wanted is the sum of weight times direction times strength of the chosen ones, held to -1 to 1; it is followed when it differs by weight-step, and 1 means full-weight of the equity. Without an answer, or while features are missing, weights and parameters stay, and what the strategies want goes on being followed with them; before the first answer nothing is traded.",
    Source = "the model; train --model ppo --actions, models list",
    FailsWhen = "None of the steered strategies earns anything, and where what it has learnt no longer holds: compare with each of them alone.")]
public sealed class ModelSteering : DirectedStrategy
{
    private Predictor model = null!;
    private ModelFeeds feeds = null!;
    private SteeredShadows[] members = [];
    private SignalSource[] sources = [];
    private SteeredSetting[] settings = [];
    private PerInstrument<RowFeed?> rows;
    private PerInstrument<double[]> late;
    private PerInstrument<int> barsHeld;
    private PerInstrument<bool> isSet;
    private double[] state = [];
    private int traded;
    private Dictionary<string, string> saved = [];

    [Parameter(Description = "the model: NAME, NAME@VERSION or a file; --model says the same")]
    public string Model { get; init; } = "";

    [Parameter(Min = 0.01, Max = 100, Description = "share of the strategy's equity, all instruments together, that a sum of 1 means")]
    public double FullWeight { get; init; } = 0.95;

    [Parameter(Min = 0, Max = 1, Description = "least change of the sum that is traded")]
    public double WeightStep { get; init; } = 0.1;

    public override bool NeedsModel => true;

    /// <summary>The signal by which a setting may come later than the close that it is about: an answer of the agent's counts with the last of them.</summary>
    public static SignalSource SourceOf(string model, string setting) => new($"{model}/{setting}");

    protected override void OnStart()
    {
        if (Model.Length == 0) throw new BadInputException("model-steering is steered by a model: name one with --model NAME; models list shows them");
        model = OpenPredictor(Model);
        var schema = model.Schema;
        if (schema.Kind != PredictionKind.Settings) throw new BadInputException($"model {schema.Model} steers no strategies: --strategy model-signal trades it");
        var plan = SteeringPlan.Parse(schema.Steers);
        if (!plan.Names.SequenceEqual(schema.Outputs)) throw new BadInputException($"model {schema.Model} sets {string.Join(", ", schema.Outputs)}, and declares {string.Join(", ", plan.Names)}");
        feeds = new ModelFeeds(schema, Instruments);
        members = [.. plan.Members.Select(member => new SteeredShadows(member, Instruments.Count, (strategy, variant) => RunAsShadow(strategy, SavedOf(SteeredShadows.Prefix(member, variant)))))];
        sources = [.. schema.Outputs.Select(name => SourceOf(schema.Model, name))];
        settings = [.. plan.Settings];
        state = new double[schema.State.Length];
        rows = PerInstrument(instrument => feeds.IsRead(instrument) ? null : RowsOf(instrument));
        late = PerInstrument(_ => new double[settings.Length]);
        barsHeld = PerInstrument(_ => 0);
        isSet = PerInstrument(_ => false);
        traded = Enumerable.Range(0, Instruments.Count).Count(index => rows[new InstrumentIndex(index)] is not null);
    }

    protected override void OnBarsClosed(Instant closeTime)
    {
        foreach (var member in members) member.Settle();
        for (var index = 0; index < Instruments.Count; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (rows[instrument] is not { } feed || LastCloseTime(instrument) != closeTime) continue;
            barsHeld[instrument] = SideOf(instrument) == PositionSide.Flat && !WorkingOrders(instrument).Any() ? 0 : barsHeld[instrument] + 1;
            if (!feed.TryRead(StateOf(instrument), out var values)) continue;
            if (HasMissing(values))
            {
                model.Skip();
                Hold(instrument);
            }
            else if (model.TryPredict(instrument, values, out var answers)) Follow(instrument, answers);
            else Hold(instrument);
        }
    }

    protected override void OnSignal(in Signal signal)
    {
        if (rows[signal.Instrument] is null) return;
        var place = Array.IndexOf(sources, signal.Source);
        if (place < 0) return;
        late[signal.Instrument][place] = settings[place].NumberOf(signal.Direction, signal.Strength);
        if (place == settings.Length - 1) Follow(signal.Instrument, late[signal.Instrument]);
    }

    protected override void OnObservation(Observation observation)
    {
        if (!feeds.Observations.Contains(observation.Name)) return;
        for (var index = 0; index < Instruments.Count; index++) rows[new InstrumentIndex(index)]?.Features.Update(observation);
    }

    protected override void SaveState(IDictionary<string, string> state)
    {
        foreach (var member in members) member.SaveState(state);
    }

    protected override void LoadState(IReadOnlyDictionary<string, string> state) => saved = state.ToDictionary(StringComparer.Ordinal);

    private IEnumerable<KeyValuePair<string, string>> SavedOf(string prefix) =>
        saved.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value));

    /// <summary>The steered strategies see the bars of the session: they must be those with which the model has learnt.</summary>
    private RowFeed RowsOf(InstrumentIndex instrument)
    {
        if (model.Schema.Interval is { } learnt && learnt != IntervalOf(instrument))
            throw new BadInputException($"model {model.Schema.Model} has learnt to steer strategies on bars of {learnt}: --interval {learnt}");
        return feeds.Start(instrument, IntervalOf(instrument), (indicator, of, length) => Track(indicator, of, length));
    }

    /// <summary>What the account says and what the strategies want, by the names that the model knows.</summary>
    private double[] StateOf(InstrumentIndex instrument)
    {
        var account = state.Length - members.Length;
        for (var index = 0; index < account; index++)
            state[index] = AccountFeatures.Of(model.Schema.State[index], WeightOf(instrument) / FullShare, Position(instrument), LastBar(instrument).Close, barsHeld[instrument]);
        for (var index = 0; index < members.Length; index++) state[account + index] = members[index].OpinionOn(instrument);
        return state;
    }

    /// <summary>Takes an answer; one that is no number is still to come.</summary>
    private void Follow(InstrumentIndex instrument, ReadOnlySpan<double> answers)
    {
        foreach (var answer in answers)
            if (!double.IsFinite(answer)) return;
        foreach (var member in members) answers = member.Set(instrument, answers);
        isSet[instrument] = true;
        Hold(instrument);
    }

    /// <summary>Follows what the strategies want, by the weights and parameters that were set last.</summary>
    private void Hold(InstrumentIndex instrument)
    {
        if (!isSet[instrument]) return;
        var sum = 0.0;
        foreach (var member in members) sum += member.WeighedOpinionOn(instrument);
        HoldWeight(instrument, Math.Clamp(sum, -1, 1), FullShare, WeightStep, "steered out");
    }

    private double FullShare => FullWeight / traded;

    private static bool HasMissing(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsNaN(value)) return true;
        return false;
    }
}
