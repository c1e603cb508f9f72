using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record RunsAnswer
{
    [Description("The time of day when the answer was true.")]
    public required Instant AsOf { get; init; }

    [Description("Always true: a backtest trades on paper and on the past.")]
    public required bool Simulated { get; init; }

    [Description("All kept runs that match; the answer has the newest.")]
    public required int TotalCount { get; init; }

    [Description("Newest first.")]
    public required IReadOnlyList<RunItem> Runs { get; init; }
}
