namespace Tidemark.Domain;

/// <summary>
/// An order as the engine knows it: what was asked for, and what became of it. Only the engine changes it, by applying
/// <see cref="OrderEvent"/>s through its transition table; everyone else reads.
/// </summary>
public sealed class Order
{
    internal Order(OrderRequest request)
    {
        Request = request;
        Quantity = request.Quantity;
    }

    /// <summary>The original terms.</summary>
    public OrderRequest Request { get; }

    public OrderId Id => Request.Id;

    public InstrumentIndex Instrument => Request.Instrument;

    public Side Side => Request.Side;

    public OrderType Type => Request.Type;

    public string Tag => Request.Tag;

    public OrderStatus Status { get; internal set; }

    public OrderReason Reason { get; internal set; }

    /// <summary>The quantity in force, after amendments.</summary>
    public Quantity Quantity { get; internal set; }

    public Price? LimitPrice => PriceChange?.LimitPrice ?? Request.LimitPrice;

    public Price? StopPrice => PriceChange?.StopPrice ?? Request.StopPrice;

    /// <summary>Prices that amendments have put in the place of the original ones.</summary>
    internal Amendment? PriceChange { get; set; }

    public Quantity FilledQuantity { get; internal set; }

    public Quantity RemainingQuantity => new(Math.Max(Quantity.Value - FilledQuantity.Value, 0m));

    /// <summary>Sum of price times quantity over the fills, in quote currency.</summary>
    public decimal FilledNotional { get; internal set; }

    /// <summary>Quantity-weighted mean price of the fills; null before the first.</summary>
    public Price? AveragePrice => FilledQuantity.IsZero ? null : new Price(FilledNotional / FilledQuantity.Value);

    /// <summary>Whether a cancel has been sent that the venue has not answered.</summary>
    public bool IsCancelPending { get; internal set; }

    public Instant LastChangeAt { get; internal set; }

    public string? VenueOrderId { get; internal set; }

    /// <summary>Whether the order can still fill by the venue's last word.</summary>
    public bool IsActive => !Status.IsFinal();

    /// <summary>The first trade id booked; most orders fill at once.</summary>
    internal TradeId? FirstTradeId { get; set; }

    /// <summary>Trade ids booked after the first, to make a repeated fill harmless.</summary>
    internal List<TradeId>? LaterTradeIds { get; set; }
}
