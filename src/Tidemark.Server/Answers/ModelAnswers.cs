using Tidemark.Engine.Ports;
using Tidemark.Node.Sessions;

namespace Tidemark.Server.Answers;

/// <summary>The models of a session, out of a snapshot.</summary>
internal static class ModelAnswers
{
    /// <summary>The two-sided 95 % point of the normal distribution.</summary>
    private const double Wide = 1.959963984540054;

    public static ModelsAnswer Of(SessionSnapshot snapshot) => new()
    {
        AsOf = snapshot.Now,
        Simulated = snapshot.IsSimulated,
        SessionId = snapshot.SessionId,
        SnapshotVersion = snapshot.Version,
        Reason = snapshot.ModelViews.Count > 0 ? null : PredictionAnswers.NoModel(snapshot),
        Models = [.. snapshot.ModelViews.Select(Item)],
    };

    private static ModelItem Item(ModelView view) => new()
    {
        Name = view.Name,
        Model = view.Model,
        Version = view.Version,
        Kind = view.Kind,
        HorizonSeconds = view.HorizonSeconds,
        Interval = view.Interval?.ToString(),
        Score = Item(view.Score, view.Kind),
        Versions = [.. view.Versions.Select(version => new ModelVersionItem { Version = version.Version, Since = version.Since, AskedCount = version.Asked, Score = Item(version.Score, view.Kind) })],
        Changes = [.. view.Changes.Select(change => new ModelChangeItem
        {
            Time = change.Time,
            Kind = change.Change.Kind,
            Version = change.Change.Version,
            DriftAlarm = change.Change.FollowsDrift,
            Reason = change.Change.Reason,
        })],
    };

    private static ScoreItem Item(PredictionScore score, PredictionKind kind)
    {
        var isProbability = kind is PredictionKind.Probability or PredictionKind.Direction;
        var (low, high) = Wilson(score);
        return new ScoreItem
        {
            JudgedCount = score.Judged,
            IndependentCount = score.Independent,
            RiseRate = Share(score.Rises, score.Judged),
            HitRate = Share(score.Hits, score.Calls),
            HitRateLow = low,
            HitRateHigh = high,
            BaseHitRate = Share(Math.Max(score.Rises, score.Judged - score.Rises), score.Judged),
            LogLoss = isProbability ? Known(score.Loss) : null,
            BaseLogLoss = isProbability ? Known(score.BaseLoss) : null,
            Advantage = Known(score.Advantage),
            AdvantageLow = Known(score.Advantage - Wide * score.AdvantageError),
            AdvantageHigh = Known(score.Advantage + Wide * score.AdvantageError),
            CoveredRate = Share(score.Covered, score.Ranged),
        };
    }

    /// <summary>Wilson's interval of the hit rate, with as many observations as outcomes are independent.</summary>
    private static (double? Low, double? High) Wilson(PredictionScore score)
    {
        if (score.Calls == 0 || score.Independent == 0) return (null, null);
        double count = Math.Min(score.Independent, score.Calls);
        var rate = (double)score.Hits / score.Calls;
        var square = Wide * Wide;
        var middle = (rate + square / (2 * count)) / (1 + square / count);
        var half = Wide / (1 + square / count) * Math.Sqrt(rate * (1 - rate) / count + square / (4 * count * count));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
