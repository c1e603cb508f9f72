using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record BarItem
{
    public required Instant OpenTime { get; init; }

    public required double? Open { get; init; }

    public required double? High { get; init; }

    public required double? Low { get; init; }

    public required double? Close { get; init; }

    [Description("In units of the base asset.")]
    public required double? Volume { get; init; }
}
