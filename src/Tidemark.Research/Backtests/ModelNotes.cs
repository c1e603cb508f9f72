using System.Globalization;
using Tidemark.Engine.Predictions;
using Tidemark.Research.Predictors;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Backtests;

/// <summary>What a reader should know of the models that a backtest asked.</summary>
internal static class ModelNotes
{
    private const int MostChangesShown = 12;

    public static IEnumerable<string> Of(IReadOnlyList<Predictor> predictors, BacktestPlan plan)
    {
        foreach (var predictor in predictors)
        {
            var schema = predictor.Schema;
            var silent = predictor.Silent > 0 ? string.Create(CultureInfo.InvariantCulture, $", {predictor.Silent:N0} times without an opinion") : "";
            var skipped = predictor.Skipped > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {predictor.Skipped:N0} bars skipped because features were missing") : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"model {schema.Model}@{schema.Version}: asked {predictor.Asked:N0} times{silent}{skipped}");
            foreach (var note in OfTheFuture(plan, predictor)) yield return note;
        }
        if (plan.ModelUpdates is not BacktestRetraining { Changes: { Count: > 0 } changes }) yield break;
        var kinds = string.Join(", ", changes.GroupBy(one => one.Change.Kind).OrderBy(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Word(group.Key)}")));
        yield return string.Create(CultureInfo.InvariantCulture, $"retraining: {changes.Count:N0} trainings, {kinds}");
        foreach (var (time, change) in changes.Take(MostChangesShown)) yield return $"retraining at {time}: {Word(change.Kind)}, version {change.Version}; {change.Reason}";
        if (changes.Count > MostChangesShown) yield return string.Create(CultureInfo.InvariantCulture, $"retraining: {changes.Count - MostChangesShown:N0} more, see journal show");
    }

    private static Instant FirstTraded(BacktestPlan plan) =>
        plan.Setup.TradingStart > Instant.MinValue ? plan.Setup.TradingStart : plan.Bars.Min(bars => bars.Count == 0 ? Instant.MaxValue : new Instant(bars.OpenTimes.Span[0]));

    /// <summary>Whether a model knew what it was asked about.</summary>
    private static IEnumerable<string> OfTheFuture(BacktestPlan plan, Predictor predictor)
    {
        if (SavedOf(plan, predictor.Name) is not { } saved) yield break;
        var (model, until) = (predictor.Schema.Model, MarketCard.Of(saved.Card.Market)?.TrainedTo);
        var isLater = until > FirstTraded(plan);
        if (plan.Models is BacktestRetraining { Plan.FromStart: true } retraining)
        {
            foreach (var (_, samples) in retraining.Begun.Where(one => one.Name == predictor.Name))
                yield return string.Create(CultureInfo.InvariantCulture, $"model {model}: what it had learnt was not used; with its settings it learnt anew from {samples:N0} samples known at {retraining.Start}, and every prediction was made by a version that had seen only what was known before{(isLater ? $"; the choice of its settings and features may know what was known until {until}" : "")}");
            yield break;
        }
        if (!isLater) yield break;
        var way = ModelRetrainer.RefusalOf(saved) is null ? "; --retrain-from-start, best with --retrain-every, begins without what it has learnt" : "";
        yield return $"model {model} learnt from what was known until {until}: before that these figures show what it remembers, not what it foresees{way}";
    }

    private static TrainedModel? SavedOf(BacktestPlan plan, string name) => plan.Models switch
    {
        BacktestRetraining retraining => retraining.Saved(name),
        StoredPredictors stored => (stored.Open(name) as ModelPredictor)?.Model,
        _ => null,
    };

    private static string Word(ModelChangeKind kind) => kind switch
    {
        ModelChangeKind.Replaced => "replaced",
        ModelChangeKind.Kept => "kept",
        ModelChangeKind.Failed => "failed",
        ModelChangeKind.Chosen => "chosen",
        _ => "refused",
    };
}
