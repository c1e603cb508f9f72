using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record PositionItem
{
    public required string Instrument { get; init; }

    public required string Strategy { get; init; }

    public required PositionSide Side { get; init; }

    [Description("In units of the base asset; negative for a short position.")]
    public required decimal Quantity { get; init; }

    [Description("Mean entry price, in quote currency.")]
    public required decimal AveragePrice { get; init; }

    [Description("In quote currency; null before the first price.")]
    public required double? LastPrice { get; init; }

    [Description("In the session's currency, before fees of closing.")]
    public required double? UnrealizedPnl { get; init; }
}
