using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Strategies.Predictive;

/// <summary>Trades what a model says that has learnt: its features are computed bar by bar, and it is asked at each close.</summary>
[About(
    Group = "predictive",
    Idea = "A model that has learnt from the past says at each close what it expects; what is clear enough is traded, the rest is the dead zone.",
    Rules = "At each close of the model's bars, when its features are warm and none is missing: enter on the side whose probability is at least enter-probability, or whose expected return is at least enter-bps; with breakout-bars only if the close is beyond the highest or lowest of the bars before. Leave with exit=signal when the probability or return is below stay-probability or stay-bps, with exit=horizon when the model's horizon has passed since it last was clear, with exit=opposite when it is clear on the other side; always after max-bars, and at a stop of stop-ranges average true ranges. A model that says how much to hold is followed when that differs by weight-step; 1 means full-weight of the equity.",
    Source = "the model; train, models list",
    FailsWhen = "What it has learnt no longer holds, and where costs eat what it sees: compare with buy-and-hold and the naive baselines of its report.")]
public sealed class ModelSignal : DirectedStrategy
{
    private const int RangePeriod = 14;

    private Predictor model = null!;
    private ModelFeeds feeds = null!;
    private Interval? bars;
    private PerInstrument<ModelOpinions?> opinions;
    private PerInstrument<Held> held;
    private PerInstrument<AverageTrueRange?> ranges;
    private PerInstrument<(ExtremeValue High, ExtremeValue Low)?> levels;
    private double[] state = [];
    private int traded;

    [Parameter(Description = "the model: NAME, NAME@VERSION or a file; --model says the same")]
    public string Model { get; init; } = "";

    [Parameter(Min = 0.5, Max = 1, Description = "least probability of a side to enter on it")]
    public double EnterProbability { get; init; } = 0.55;

    [Parameter(Min = 0, Max = 1, Description = "least probability of a side to stay on it, with exit=signal")]
    public double StayProbability { get; init; } = 0.5;

    [Parameter(Min = 0, Max = 10_000, Description = "least expected return to enter, in basis points")]
    public double EnterBps { get; init; } = 20;

    [Parameter(Min = 0, Max = 10_000, Description = "least expected return to stay, in basis points, with exit=signal")]
    public double StayBps { get; init; }

    [Parameter(Description = "when to leave")]
    public ExitPolicy Exit { get; init; } = ExitPolicy.Signal;

    [Parameter(Min = 0, Max = 100_000, Description = "bars after which to leave in any case; 0 for never")]
    public int MaxBars { get; init; }

    [Parameter(Min = 0, Max = 100, Description = "distance of the stop, in average true ranges of 14 bars; 0 for no stop")]
    public double StopRanges { get; init; }

    [Parameter(Min = 0, Max = 10_000, Description = "bars whose range the close must leave for an entry; 0 to enter without")]
    public int BreakoutBars { get; init; }

    [Parameter(Min = 0.01, Max = 100, Description = "share of the strategy's equity, all instruments together, that a target weight of 1 means")]
    public double FullWeight { get; init; } = 0.95;

    [Parameter(Min = 0, Max = 1, Description = "least change of a target weight that is traded")]
    public double WeightStep { get; init; } = 0.1;

    [Parameter(Description = "whether to ask the model although features are missing, where it can take that")]
    public bool AllowMissing { get; init; }

    public override bool NeedsModel => true;

    protected override void ValidateParameters()
    {
        if (StayProbability > EnterProbability) throw new BadInputException($"parameter stay-probability ({StayProbability}) must not be above enter-probability ({EnterProbability})");
        if (StayBps > EnterBps) throw new BadInputException($"parameter stay-bps ({StayBps}) must not be above enter-bps ({EnterBps})");
    }

    protected override void OnStart()
    {
        if (Model.Length == 0) throw new BadInputException("model-signal trades what a model says: name one with --model NAME; models list shows them");
        model = OpenPredictor(Model);
        var schema = model.Schema;
        if (schema.Kind == PredictionKind.Settings) throw new BadInputException($"model {schema.Model} steers other strategies: --strategy model-steering trades it");
        feeds = new ModelFeeds(schema, Instruments);
        bars = schema.Interval;
        var rule = new OpinionRule(EnterProbability, StayProbability, EnterBps / 10_000, StayBps / 10_000);
        state = new double[schema.State.Length];
        opinions = PerInstrument(instrument => feeds.IsRead(instrument) ? null : new ModelOpinions(model, Rows(instrument), rule, AllowMissing));
        traded = Enumerable.Range(0, Instruments.Count).Count(index => opinions[new InstrumentIndex(index)] is not null);
        held = PerInstrument(_ => default(Held));
        ranges = PerInstrument(instrument => StopRanges > 0 && opinions[instrument] is not null ? Track(new AverageTrueRange(RangePeriod), instrument, BarsOf(instrument)) : null);
        levels = PerInstrument(instrument => BreakoutBars > 0 && opinions[instrument] is not null ? LevelsOf(instrument) : null);
    }

    protected override void OnBar(in BarClosed bar)
    {
        if (opinions[bar.Instrument] is not { } asked || bar.Interval != BarsOf(bar.Instrument)) return;
        ref var now = ref held[bar.Instrument];
        now.Bars++;
        now.Quiet++;
        Follow(bar.Instrument, asked.Ask(bar.Instrument, StateOf(bar.Instrument)), bar.Close);
        if (levels[bar.Instrument] is { } level) now.Range = (level.High.Value, level.Low.Value);
    }

    /// <summary>An answer of the model that comes later than the close that it is about, from a source of its name.</summary>
    protected override void OnSignal(in Signal signal)
    {
        if (signal.Source.Name != model.Schema.Model || opinions[signal.Instrument] is null) return;
        var weight = signal.Direction switch
        {
            PositionSide.Long => signal.Strength,
            PositionSide.Short => -signal.Strength,
            _ => 0,
        };
        var opinion = model.Schema.Kind == PredictionKind.TargetWeight ? OpinionRule.OfWeight(weight)
            : new ModelOpinion(signal.Direction, signal.Direction, signal.Strength, signal.Confidence, double.NaN);
        Follow(signal.Instrument, opinion, LastBar(signal.Instrument).Close);
    }

    protected override void OnObservation(Observation observation)
    {
        if (!feeds.Observations.Contains(observation.Name)) return;
        for (var index = 0; index < Instruments.Count; index++) opinions[new InstrumentIndex(index)]?.Rows.Features.Update(observation);
    }

    protected override Price? StopPriceOf(OpenTrade trade)
    {
        if (ranges[trade.Instrument] is not { } range || !double.IsFinite(range.Value)) return null;
        var isLong = trade.Side == PositionSide.Long;
        var level = isLong ? trade.Highest - StopRanges * range.Value : trade.Lowest + StopRanges * range.Value;
        return level > 0 ? Instruments[trade.Instrument.Value].RoundPrice((decimal)level, isLong ? Rounding.Down : Rounding.Up, Now) : null;
    }

    /// <summary>The share of equity that a weight of 1 in one instrument means.</summary>
    private double FullWeightOf => FullWeight / traded;

    private Interval BarsOf(InstrumentIndex instrument) => bars ?? IntervalOf(instrument);

    private RowFeed Rows(InstrumentIndex instrument)
    {
        var interval = BarsOf(instrument);
        var own = IntervalOf(instrument);
        if (!interval.CanBeBuiltFrom(own)) throw new BadInputException($"model {model.Schema.Model} has learnt from bars of {interval}, which cannot be built from bars of {own}: choose --interval {interval} or a shorter one, or a model of {own} bars");
        if (interval != own) Subscribe(instrument, interval);
        return feeds.Start(instrument, interval, (indicator, of, length) => Track(indicator, of, length));
    }

    private (ExtremeValue High, ExtremeValue Low)? LevelsOf(InstrumentIndex instrument) =>
        (Track(new ExtremeValue(BreakoutBars, isLowest: false) { Source = Indicators.BarField.High }, instrument, BarsOf(instrument)),
            Track(new ExtremeValue(BreakoutBars, isLowest: true) { Source = Indicators.BarField.Low }, instrument, BarsOf(instrument)));

    /// <summary>What the account says, by the names that the model knows.</summary>
    private double[] StateOf(InstrumentIndex instrument)
    {
        for (var index = 0; index < state.Length; index++)
            state[index] = AccountFeatures.Of(model.Schema.State[index], WeightOf(instrument) / FullWeightOf, Position(instrument), LastBar(instrument).Close, held[instrument].Bars);
        return state;
    }

    private void Follow(InstrumentIndex instrument, ModelOpinion opinion, double close)
    {
        ref var now = ref held[instrument];
        var side = SideOf(instrument);
        if (side == PositionSide.Flat && !WorkingOrders(instrument).Any()) now.Bars = 0;
        if (model.Schema.Kind == PredictionKind.TargetWeight)
        {
            // Who says how much to hold says so each time: silence leaves what is held.
            if (double.IsFinite(opinion.Weight)) HoldWeight(instrument, opinion.Weight, FullWeightOf, WeightStep, "model out");
            return;
        }
        if (opinion.Side != PositionSide.Flat && opinion.Side == side) now.Quiet = 0;
        if (opinion.Side != PositionSide.Flat && opinion.Side != side && IsBeyond(instrument, opinion.Side, close)) Enter(instrument, opinion.Side);
        else if (side != PositionSide.Flat && ReasonToLeave(side, opinion, now) is { } reason) Leave(instrument, reason);
        // An entry that has not filled is taken back when the model no longer stands by it.
        else if (side == PositionSide.Flat && UnderWay(instrument) is { IsZero: false } entry && opinion.Leaning != (entry.Value > 0m ? PositionSide.Long : PositionSide.Short)) Leave(instrument, "model unsure");
    }

    private void Enter(InstrumentIndex instrument, PositionSide side)
    {
        held[instrument].Bars = held[instrument].Quiet = 0;
        if (side == PositionSide.Long) GoLong(instrument, "model up");
        else GoShort(instrument, "model down");
    }

    private string? ReasonToLeave(PositionSide side, ModelOpinion opinion, in Held now)
    {
        var opposite = side == PositionSide.Long ? PositionSide.Short : PositionSide.Long;
        if (MaxBars > 0 && now.Bars >= MaxBars) return "time is up";
        if (opinion.Side == opposite) return "model turned";
        return Exit switch
        {
            ExitPolicy.Signal when opinion.Leaning != side => "model unsure",
            ExitPolicy.Horizon when now.Quiet >= model.Schema.Horizon => "horizon passed",
            _ => null,
        };
    }

    /// <summary>Whether the close is beyond the range of the bars before, where that is asked for.</summary>
    private bool IsBeyond(InstrumentIndex instrument, PositionSide side, double close) =>
        BreakoutBars == 0 || (side == PositionSide.Long ? close > held[instrument].Range.High : close < held[instrument].Range.Low);

    /// <summary>Bars since the entry, and since the model last was clear about it; the range before the last bar.</summary>
    private record struct Held(int Bars, int Quiet, (double High, double Low) Range);
}
