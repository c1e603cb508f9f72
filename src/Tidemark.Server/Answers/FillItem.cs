using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record FillItem
{
    [Description("The open of the bar in which it happened, or the moment inside it.")]
    public required Instant Time { get; init; }

    public required int OrderId { get; init; }

    public required string Instrument { get; init; }

    public required string Strategy { get; init; }

    public required Side Side { get; init; }

    [Description("In quote currency.")]
    public required decimal Price { get; init; }

    [Description("In units of the base asset.")]
    public required decimal Quantity { get; init; }

    [Description("In units of feeAsset; negative is a rebate.")]
    public required decimal Fee { get; init; }

    public required string FeeAsset { get; init; }

    [Description("What slippage cost, in quote currency; it is in the price.")]
    public required decimal Slippage { get; init; }

    [Description("What the strategy calls the order.")]
    public required string Tag { get; init; }
}
