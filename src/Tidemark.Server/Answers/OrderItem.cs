using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record OrderItem
{
    [Description("The number of the order in its session.")]
    public required int OrderId { get; init; }

    [Description("The id that the venue knows it by: 32 hex digits.")]
    public required string ClientOrderId { get; init; }

    public required string Instrument { get; init; }

    public required string Strategy { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    [Description("In units of the base asset.")]
    public required decimal Quantity { get; init; }

    [Description("In units of the base asset.")]
    public required decimal FilledQuantity { get; init; }

    [Description("In quote currency; null without a limit.")]
    public required decimal? LimitPrice { get; init; }

    [Description("In quote currency; null without a stop.")]
    public required decimal? StopPrice { get; init; }

    [Description("Mean price of its fills, in quote currency; null before the first.")]
    public required decimal? AveragePrice { get; init; }

    public required OrderStatus Status { get; init; }

    [Description("Why it was denied, rejected, canceled or expired; else none.")]
    public required OrderReason Reason { get; init; }

    [Description("What the strategy calls it.")]
    public required string Tag { get; init; }

    public required Instant CreatedAt { get; init; }
}
