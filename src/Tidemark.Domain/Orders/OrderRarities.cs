namespace Tidemark.Domain;

/// <summary>What the engine notes of an order that was changed, filled in parts or lost an event; most orders never are.</summary>
internal sealed class OrderRarities
{
    /// <summary>Prices that amendments have put in the place of the original ones.</summary>
    public Amendment? PriceChange { get; set; }

    /// <summary>The number of the last change of terms applied.</summary>
    public int Revision { get; set; }

    /// <summary>The most that some event said had filled, where that was more than the fills known then.</summary>
    public Quantity ReportedQuantity { get; set; }

    /// <summary>Trade ids booked after the first, to make a repeated fill harmless.</summary>
    public List<TradeId>? LaterTradeIds { get; set; }
}
