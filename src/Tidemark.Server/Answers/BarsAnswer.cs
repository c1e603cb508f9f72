using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record BarsAnswer : Answer
{
    [Description("The first instrument of the session; null when it has none.")]
    public required string? Instrument { get; init; }

    [Description("The interval of the bars: 1m, 4h, 1d.")]
    public required string? Interval { get; init; }

    [Description("Closed bars, oldest first, at most the last 300.")]
    public required IReadOnlyList<BarItem> Bars { get; init; }
}
