using System.ComponentModel;
using Tidemark.Engine.Predictions;

namespace Tidemark.Server.Answers;

internal sealed record ModelChangeItem
{
    public required Instant Time { get; init; }

    [Description("What happened: a retrained version took over (replaced) or did not win (kept), a training failed, or a person chose another version.")]
    public required ModelChangeKind Kind { get; init; }

    [Description("The version that is asked from then on.")]
    public required string Version { get; init; }

    [Description("Whether an alarm of drift led to it.")]
    public required bool DriftAlarm { get; init; }

    [Description("The figures of both, what went wrong, or who asked.")]
    public required string Reason { get; init; }
}
