using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record RunItem
{
    public required string Id { get; init; }

    [Description("When it was kept, ISO-8601.")]
    public required string KeptAt { get; init; }

    public required string Strategy { get; init; }

    public required IReadOnlyList<string> Instruments { get; init; }

    [Description("The interval of the bars: 1m, 4h, 1d.")]
    public required string Interval { get; init; }

    [Description("Open of the first bar traded, ISO-8601.")]
    public required string From { get; init; }

    [Description("Close of the last bar, ISO-8601.")]
    public required string To { get; init; }

    public required long BarCount { get; init; }

    [Description("A fraction: 0.01 is one percent; null when undefined.")]
    public required double? TotalReturn { get; init; }

    [Description("Annual; null when undefined.")]
    public required double? SharpeRatio { get; init; }

    [Description("A fraction, zero or negative; null when undefined.")]
    public required double? MaxDrawdown { get; init; }

    [Description("Closed trades: entry and exit.")]
    public required long RoundTripCount { get; init; }

    [Description("Names fills and equity by content.")]
    public required string RunHash { get; init; }

    [Description("Names the bars by content.")]
    public required string DataHash { get; init; }
}
