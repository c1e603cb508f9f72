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
        ActiveFrom = arrivedAt;
    }

    public OrderRequest Request { get; }

    public OrderId Id => Request.Id;

    /// <summary>The total asked for, what has filled included.</summary>
    public decimal Quantity
    {
        get => quantity;
        set => (quantity, Remaining) = (value, value - Filled.Value);
    }

    public Quantity Filled { get; private set; }

    public decimal Remaining { get; private set; }

    /// <summary>Whether the venue still works it.</summary>
    public bool IsOpen { get; set; }

    public Price? LimitPrice => PriceChange?.LimitPrice ?? Request.LimitPrice;

    public Price? StopPrice => PriceChange?.StopPrice ?? Request.StopPrice;

    /// <summary>Prices that amendments have put in the place of the original ones.</summary>
    public Amendment? PriceChange { get; set; }

    /// <summary>Only bars that open at or after this moment can fill it.</summary>
    public Instant ActiveFrom { get; set; }

    /// <summary>Whether it took time to arrive: it may then take part in the bar during which it arrived.</summary>
    public bool IsDelayed { get; init; }

    /// <summary>How long answers about it take to reach us.</summary>
    public Duration AnswerDelay { get; init; }

    /// <summary>Whether it was counted as large.</summary>
    public bool IsLarge { get; set; }

    /// <summary>Whether a stop was touched and now takes what it gets, like a market order.</summary>
    public bool IsTriggered { get; set; }

    /// <summary>What other orders have filled, for orders that depend on others.</summary>
    public Contingency? Contingency { get; }

    /// <summary>Whether it has stood in the book since before the bar that is being matched.</summary>
    public bool HasRested { get; set; }

    public bool TakesNow => Request.Type == OrderType.Market || IsTriggered;

    /// <summary>Counts a fill.</summary>
    public void Take(Quantity filled)
    {
        // Most orders fill at once: what is left is then nothing, without a subtraction.
        Remaining = filled.Value == Remaining ? 0m : Remaining - filled.Value;
        Filled = Filled.IsZero ? filled : Filled + filled;
    }

    /// <summary>The quantity that may fill now.</summary>
    public decimal Working => Request.IsContingent ? Math.Min(Remaining, Contingency!.ParentFilled - Filled.Value - Contingency.SiblingFilled) : Remaining;
}
