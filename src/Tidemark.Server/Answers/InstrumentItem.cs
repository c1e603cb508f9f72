using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record InstrumentItem
{
    public required string Instrument { get; init; }

    [Description("The interval of its bars: 1m, 4h, 1d.")]
    public required string Interval { get; init; }

    [Description("In quote currency; null before the first price.")]
    public required double? LastPrice { get; init; }

    [Description("When its last bar closed; null before the first.")]
    public required Instant? LastBarAt { get; init; }
}
