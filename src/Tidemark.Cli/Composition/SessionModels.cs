using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Research.Backtests;
using Tidemark.Research.Predictors;
using Tidemark.Research.Registry;
using Tidemark.Research.Retraining;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Composition;

/// <summary>Where sessions of a home find models.</summary>
internal static class SessionModels
{
    /// <summary>Models of the registry and in files.</summary>
    public static RegisteredModels StoreOf(HomeFolder home, TimeProvider time) => new(new ModelRegistry(home, () => Instant.FromUnixMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds())));

    /// <summary>For a backtest, or to describe a session.</summary>
    public static IPredictorSource ForBacktest(HomeFolder home, BacktestRequest request)
    {
        var store = StoreOf(home, TimeProvider.System);
        return request.Retrain is { } plan ? new BacktestRetraining(store, plan) : new StoredPredictors(store);
    }

    /// <summary>To define a session: a model that it could never train anew is refused before it begins.</summary>
    public static IPredictorSource ForDefinition(HomeFolder home, BacktestRequest run)
    {
        var store = StoreOf(home, TimeProvider.System);
        if (run.Retrain is { FromStart: true }) throw new BadInputException($"{SessionOptions.RetrainFromStart.Name} is of backtests: a session asks the model as it has learnt");
        return run.Retrain is null ? new StoredPredictors(store) : new RetrainablePredictors(store);
    }

    /// <summary>For a session that runs: its models follow the registry, and are retrained if it was begun so.</summary>
    public static LiveModels ForSession(HomeFolder home, SessionStartedRecord started, TimeProvider time)
    {
        var catalog = new Lazy<MarketCatalog>(() => MarketCatalog.Open(home.Path));
        return new LiveModels(StoreOf(home, time), PlanOf(started), started.Setup, index => HistoryOf(catalog, started, index), time);
    }

    private static RetrainPlan? PlanOf(SessionStartedRecord started) =>
        SessionOptions.RetrainOf(TypedOf(started, SessionOptions.RetrainEvery.Name), TypedOf(started, SessionOptions.RetrainWindow.Name),
        started.Settings.Any(setting => setting.Name == SessionDefiner.TypedSetting && setting.Text.StartsWith(SessionOptions.RetrainOnDrift.Name, StringComparison.Ordinal)), TypedOf(started, SessionOptions.DriftTestName.Name));

    private static string? TypedOf(SessionStartedRecord started, string option) =>
        started.Settings.FirstOrDefault(setting => setting.Name == SessionDefiner.TypedSetting && setting.Text.StartsWith(option + " ", StringComparison.Ordinal)) is { Text: { } text } ? text[(option.Length + 1)..] : null;

    /// <summary>What a replay had before its first bar; a generated market has no past.</summary>
    private static BarColumns? HistoryOf(Lazy<MarketCatalog> catalog, SessionStartedRecord started, InstrumentIndex index)
    {
        if (!SessionSource.IsReplay(started)) return null;
        return catalog.Value.Resolve(new BarSpec(started.Setup.Instruments[index.Value].Id, started.Setup.BaseIntervals[index.Value])).Bars;
    }
}
