using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record IndicatorOutputItem
{
    public required string Name { get; init; }

    [Description("Whether it is a level in units of price, to be drawn over the bars; else it belongs in a pane of its own.")]
    public required bool IsOnPrice { get; init; }

    [Description("A value for each bar; null where it is not defined yet.")]
    public required IReadOnlyList<double?> Values { get; init; }
}
