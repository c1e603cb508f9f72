using Tidemark.Engine.Ports;
using Tidemark.Node.Sessions;

namespace Tidemark.Server.Answers;

/// <summary>What models said, out of a snapshot.</summary>
internal static class PredictionAnswers
{
    /// <param name="snapshot">The state.</param>
    /// <param name="instrument">Only of this one; null for all.</param>
    /// <param name="model">Only of this one; null for all.</param>
    /// <param name="limit">At most so many.</param>
    public static PredictionsAnswer Of(SessionSnapshot snapshot, string? instrument, string? model, int limit)
    {
        IReadOnlyList<PredictionItem> items = [.. snapshot.Predictions
            .Where(view => (instrument is null || view.Instrument.ToString() == instrument) && (model is null || view.Model == model || $"{view.Model}@{view.Version}" == model))
            .Take(limit).Select(Item)];
        return new PredictionsAnswer
        {
            AsOf = snapshot.Now,
            Simulated = snapshot.IsSimulated,
            SessionId = snapshot.SessionId,
            SnapshotVersion = snapshot.Version,
            TotalCount = snapshot.PredictionCount,
            Models = snapshot.Models,
            Reason = items.Count > 0 ? null : Reason(snapshot, instrument, model),
            Predictions = items,
        };
    }

    private static string Reason(SessionSnapshot snapshot, string? instrument, string? model)
    {
        if (snapshot.Models.Count == 0) return NoModel(snapshot);
        if (snapshot.PredictionCount == 0) return $"{string.Join(", ", snapshot.Models)} has not been asked yet: its features are warming up, or values are missing";
        return $"none of the last {snapshot.Predictions.Count} predictions is about {string.Join(" by ", new[] { instrument, model }.OfType<string>())}; they are of {string.Join(", ", snapshot.Models)}";
    }

    /// <summary>What is said where no model is asked.</summary>
    public static string NoModel(SessionSnapshot snapshot) => $"no model is asked: {snapshot.Strategy} trades without one; start --strategy model-signal --model NAME asks a registered one";

    private static PredictionItem Item(PredictionView view)
    {
        var isValue = view.Kind is PredictionKind.Value or PredictionKind.TargetWeight;
        return new PredictionItem
        {
            Time = view.Time,
            Instrument = view.Instrument.ToString(),
            Model = view.Model,
            Version = view.Version,
            Price = double.IsFinite(view.Price) ? view.Price : null,
            HorizonSeconds = view.HorizonSeconds,
            Value = isValue ? Output(view, 0) : null,
            Probability = isValue || view.Kind == PredictionKind.Settings ? null : Output(view, view.Kind == PredictionKind.Direction ? 2 : 0),
            Low = view.Kind == PredictionKind.Value ? Output(view, 1) : null,
            High = view.Kind == PredictionKind.Value ? Output(view, 2) : null,
            InputHash = view.InputHash,
            Outcome = view.Outcome is { } outcome && double.IsFinite(outcome) ? outcome : null,
        };
    }

    private static double? Output(PredictionView view, int index) => index < view.Outputs.Count && double.IsFinite(view.Outputs[index]) ? view.Outputs[index] : null;
}
