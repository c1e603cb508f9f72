using Tidemark.Engine.Orders;

namespace Tidemark.Simulation.Venues;

/// <summary>An order as the simulated venue holds it.</summary>
internal sealed class RestingOrder
{
    private decimal quantity;

    public RestingOrder(OrderRequest request, Instant arrivedAt)
    {
        Request = request;
        quantity = Remaining = request.Quantity.Value;
        Contingency = request.IsContingent || request.OcoGroup != 0 ? new Contingency() : null;
        if (request.Options is { } options) Special = new SpecialTerms(options, request.Side);
        ActiveFrom = arrivedAt;
    }

    public OrderRequest Request { get; }

    public OrderId Id => Request.Id;

    /// <summary>The total asked for, what has filled included.</summary>
    public decimal Quantity
    {
        get => quantity;
        set
        {
            if (value < quantity) PriceTerms?.Shrink(quantity - value);
            (quantity, Remaining) = (value, value - Filled.Value);
        }
    }

    public Quantity Filled { get; private set; }

    public decimal Remaining { get; private set; }

    /// <summary>Whether the venue still works it.</summary>
    public bool IsOpen { get; set; }

    public Price? LimitPrice => PriceTerms?.LimitPrice ?? Request.LimitPrice;

    public Price? StopPrice => PriceTerms?.StopPrice ?? Request.StopPrice;

    /// <summary>What has become of the original terms; null while they are in force and nothing else is agreed.</summary>
    private PriceTerms? PriceTerms { get; set; }

    /// <summary>The terms that the venue has agreed to, in force or not yet.</summary>
    public Amendment Agreed => new(new Quantity(quantity), PriceTerms is null ? LimitPrice : PriceTerms.AgreedLimit, PriceTerms is null ? StopPrice : PriceTerms.AgreedStop);

    /// <summary>How many times its terms have changed.</summary>
    public int Revision { get; set; }

    /// <summary>Only bars that open at or after this moment can fill it.</summary>
    public Instant ActiveFrom { get; set; }

    /// <summary>Whether it took time to arrive: it may then take part in the bar during which it arrived.</summary>
    public bool IsDelayed { get; init; }

    /// <summary>How long answers about it take to reach us.</summary>
    public Duration AnswerDelay { get; init; }

    /// <summary>Whether it was counted as large.</summary>
    public bool IsLarge { get; set; }

    /// <summary>Whether its trigger was touched: it now takes what it gets, or rests as a limit order.</summary>
    public bool IsTriggered { get; set; }

    /// <summary>The bar in which there is nothing more to look at: what its range says was used already.</summary>
    public Instant DoneInBar { get; set; } = Instant.MinValue;

    /// <summary>What other orders have filled, for orders that depend on others.</summary>
    public Contingency? Contingency { get; }

    /// <summary>How a trailing stop follows the market.</summary>
    public TrailingLevel? Trail => Special?.Trail;

    /// <summary>What an iceberg shows.</summary>
    public DisplayedPart? Displayed => Special?.Displayed;

    private SpecialTerms? Special { get; }

    /// <summary>Whether it has stood in the book since before the bar that is being matched.</summary>
    public bool HasRested { get; set; }

    /// <summary>Whether it takes what it gets at the open.</summary>
    public bool TakesNow => Request.Type == OrderType.Market || (IsTriggered && !Request.Type.HasLimit());

    /// <summary>Whether it fills at the first opportunity or ends.</summary>
    public bool IsImmediate => Request.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;

    /// <summary>The quantity that may fill now.</summary>
    public decimal Working
    {
        get
        {
            var remaining = PriceTerms is null ? Remaining : Remaining - PriceTerms.WaitingQuantity;
            if (!Request.IsContingent) return remaining;
            if (!Request.ReduceOnly) return Contingency!.IsParentWhole ? remaining : 0m;
            return Math.Min(remaining, Contingency!.ParentFilled - Filled.Value - Contingency.SiblingFilled);
        }
    }

    /// <summary>Whether what it waits for happened inside a bar, after its open.</summary>
    public bool IsWokenInside(in Bar bar) => Contingency is { } contingency && contingency.WokenInBar == bar.OpenTime;

    /// <summary>Counts a fill.</summary>
    public void Take(Quantity filled)
    {
        // Most orders fill at once: what is left is then nothing, without a subtraction.
        Remaining = Exact.Compare(filled.Value, Remaining) == 0 ? 0m : Exact.Subtract(Remaining, filled.Value);
        Filled = Filled.IsZero ? filled : Filled + filled;
    }

    /// <summary>
    /// Agrees to new terms. Prices and more quantity count from the first bar that opens now or later, in the bar under way the old ones
    /// do; less quantity counts at once, like a cancel.
    /// </summary>
    public void Amend(Amendment change, Instant now)
    {
        var more = (change.Quantity?.Value ?? quantity) - quantity;
        if (change.Quantity is { } total) Quantity = total.Value;
        if (more > 0m || change.LimitPrice is not null || change.StopPrice is not null)
            Terms().Add(new PriceTerms.Waiting(now, Math.Max(more, 0m), change.LimitPrice, change.StopPrice));
    }

    /// <summary>Before it meets a bar: puts into force what was agreed by its open.</summary>
    public void TakeTerms(Instant barOpen)
    {
        // Whoever changes the price goes to the end of the queue.
        if (PriceTerms is { Next: not null } terms && terms.Take(barOpen)) HasRested = false;
    }

    /// <summary>Moves a trailing stop to where the market has brought it.</summary>
    public void MoveStop(Price level) => Terms().Moved(level, Request.Side == Side.Sell);

    private PriceTerms Terms() => PriceTerms ??= new PriceTerms(Request.LimitPrice, Request.StopPrice);

    /// <summary>What few orders have.</summary>
    private sealed class SpecialTerms(OrderOptions options, Side side)
    {
        public TrailingLevel? Trail { get; } = options.Trail is { } offset ? new TrailingLevel(offset, side == Side.Sell) : null;

        public DisplayedPart? Displayed { get; } = options.DisplayedQuantity is { } displayed ? new DisplayedPart(displayed.Value) : null;
    }
}
