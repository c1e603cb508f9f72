using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record EquityAnswer : Answer
{
    [Description("The currency of equity.")]
    public required string Currency { get; init; }

    public required double? InitialEquity { get; init; }

    [Description("Oldest first, thinned to at most 2,000; the last one is the newest.")]
    public required IReadOnlyList<EquityItem> Points { get; init; }
}
