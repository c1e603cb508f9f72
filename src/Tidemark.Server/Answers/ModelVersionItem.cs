using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record ModelVersionItem
{
    public required string Version { get; init; }

    [Description("When it took over; null where the session began with it.")]
    public required Instant? Since { get; init; }

    [Description("How often it was asked.")]
    public required long AskedCount { get; init; }

    public required ScoreItem Score { get; init; }
}
