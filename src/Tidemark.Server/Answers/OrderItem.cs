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

    public required TimeInForce TimeInForce { get; init; }

    public required bool ReduceOnly { get; init; }

    [Description("Whether a limit order is refused rather than take liquidity.")]
    public required bool PostOnly { get; init; }

    [Description("The order whose fill makes this one active; null for none.")]
    public required int? ParentOrderId { get; init; }

    [Description("Orders of one group cancel each other when one fills; null for none.")]
    public required int? Group { get; init; }

    [Description("The position it opens or closes in hedge mode; flat in one-way mode.")]
    public required PositionSide PositionSide { get; init; }

    [Description("When it expires; null without such a time.")]
    public required Instant? ExpiresAt { get; init; }

    [Description("When a scheduled order leaves; null for at once.")]
    public required Instant? LeavesAt { get; init; }

    [Description("What others see of an iceberg at a time, in units of the base asset; null for all of it.")]
    public required decimal? DisplayedQuantity { get; init; }

    [Description("In what the distance of a trailing stop is measured; null for other orders.")]
    public required TrailingKind? TrailingKind { get; init; }

    [Description("The distance of a trailing stop: quote currency, a fraction, or how many average true ranges.")]
    public required decimal? TrailingDistance { get; init; }

    [Description("Whether the market has touched its trigger.")]
    public required bool Triggered { get; init; }

    [Description("Whether the engine does what the venue does not: waits, watches, follows, or sends it part by part.")]
    public required bool RunByEngine { get; init; }

    [Description("Why it was denied, rejected, canceled or expired; else none.")]
    public required OrderReason Reason { get; init; }

    [Description("What the strategy calls it.")]
    public required string Tag { get; init; }

    public required Instant CreatedAt { get; init; }
}
