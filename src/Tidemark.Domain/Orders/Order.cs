namespace Tidemark.Domain;

/// <summary>
/// An order as the engine knows it: what was asked for, and what became of it. Only the engine changes it, by applying
/// <see cref="OrderEvent"/>s through its transition table; everyone else reads.
/// </summary>
public sealed class Order
{
    /// <summary>Finer than any tick: a mean of equal prices is that price again.</summary>
    private const int AverageDecimals = 12;

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

    public Price? LimitPrice => Rare?.PriceChange?.LimitPrice ?? Request.LimitPrice;

    public Price? StopPrice => Rare?.PriceChange?.StopPrice ?? Request.StopPrice;

    public Quantity FilledQuantity { get; internal set; }

    public Quantity RemainingQuantity => new(Math.Max(Quantity.Value - FilledQuantity.Value, 0m));

    /// <summary>What the fills were worth in the money of the instrument: sum of price times quantity, for inverse contracts of quantity over price.</summary>
    public decimal FilledNotional { get; internal set; }

    /// <summary>Quantity-weighted mean price of the fills, for inverse contracts the harmonic one; null before the first.</summary>
    public Price? AveragePrice => FilledQuantity.IsZero ? null
        : new Price(IsInverse ? decimal.Round(FilledQuantity.Value / FilledNotional, AverageDecimals) : FilledNotional / FilledQuantity.Value);

    /// <summary>Whether a cancel has been sent that the venue has not answered.</summary>
    public bool IsCancelPending { get; internal set; }

    /// <summary>Whether the market has touched its trigger.</summary>
    public bool IsTriggered { get; internal set; }

    /// <summary>Whether the engine does what the venue does not: waits for a time or a price, follows the market, shows a part at a time.</summary>
    public bool IsRunByEngine { get; internal set; }

    /// <summary>Whether the venue has told of more fills than have come: some event was lost.</summary>
    public bool IsFillMissing => Rare is { } rare && rare.ReportedQuantity > FilledQuantity;

    public Instant LastChangeAt { get; internal set; }

    public string? VenueOrderId { get; internal set; }

    /// <summary>Whether its fills are of an inverse contract.</summary>
    internal bool IsInverse { get; set; }

    /// <summary>Whether the order can still fill by the venue's last word.</summary>
    public bool IsActive => !Status.IsFinal();

    /// <summary>How far its way is known while it works: Created, Submitted, Unknown or Open.</summary>
    internal OrderStatus Progress { get; set; }

    /// <summary>How the venue (or we) ended it, or Created for not yet: <see cref="Status"/> may be Filled all the same.</summary>
    internal OrderStatus Ending { get; set; }

    /// <summary>What few orders need; null until then.</summary>
    internal OrderRarities? Rare { get; set; }

    /// <summary>Why we asked for its end, where it was not the strategy.</summary>
    internal OrderReason CancelReason { get; set; }

    /// <summary>The first trade id booked; most orders fill at once.</summary>
    internal TradeId? FirstTradeId { get; set; }
}
