namespace Tidemark.Engine.Predictions;

/// <summary>Input between two events: which version of a model a session asks from now on, and why.</summary>
/// <param name="Predictor">The name under which a strategy asked for the model.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Version">The version that is asked from now on; of a training that changed nothing, the one that stays.</param>
/// <param name="Reason">What led to it, for people: figures of both versions, what went wrong, who asked.</param>
public sealed record ModelChange(string Predictor, ModelChangeKind Kind, string Version, string Reason)
{
    /// <summary>What the reason of a training begins with that an alarm of drift led to.</summary>
    public const string DriftMark = "drift:";

    /// <summary>Whether an alarm of drift led to it.</summary>
    public bool FollowsDrift => Reason.StartsWith(DriftMark, StringComparison.Ordinal);
}
