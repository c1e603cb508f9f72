using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record BarIndicatorAnswer : Answer
{
    [Description("The first instrument of the session; null when it has none.")]
    public required string? Instrument { get; init; }

    [Description("The interval of the bars: 1m, 4h, 1d.")]
    public required string? Interval { get; init; }

    [Description("What was computed, with every parameter written out.")]
    public required string Expression { get; init; }

    [Description("The open time of each bar, oldest first, at most the last 300.")]
    public required IReadOnlyList<Instant> OpenTimes { get; init; }

    public required IReadOnlyList<IndicatorOutputItem> Outputs { get; init; }
}
