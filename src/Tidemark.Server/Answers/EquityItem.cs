using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record EquityItem
{
    [Description("The close of the bar at which it was taken.")]
    public required Instant Time { get; init; }

    public required double? Equity { get; init; }
}
