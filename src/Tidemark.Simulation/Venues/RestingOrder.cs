namespace Tidemark.Simulation.Venues;

/// <summary>An order as the simulated venue holds it.</summary>
internal sealed class RestingOrder
{
    public RestingOrder(OrderRequest request, Instant arrivedAt)
    {
        Request = request;
        Quantity = request.Quantity.Value;
        Contingency = request.IsContingent || request.OcoGroup != 0 ? new Contingency() : null;
        ActiveFrom = arrivedAt;
    }

    public OrderRequest Request { get; }

    public OrderId Id => Request.Id;

    public decimal Quantity { get; set; }

    public decimal Filled { get; set; }

    public decimal Remaining => Quantity - Filled;

    public Price? LimitPrice => PriceChange?.LimitPrice ?? Request.LimitPrice;

    public Price? StopPrice => PriceChange?.StopPrice ?? Request.StopPrice;

    /// <summary>Prices that amendments have put in the place of the original ones.</summary>
    public Amendment? PriceChange { get; set; }

    /// <summary>Only bars that open at or after this moment can fill it.</summary>
    public Instant ActiveFrom { get; set; }

    /// <summary>Whether a stop was touched and now takes what it gets, like a market order.</summary>
    public bool IsTriggered { get; set; }

    /// <summary>What other orders have filled, for orders that depend on others.</summary>
    public Contingency? Contingency { get; }

    /// <summary>Whether it has stood in the book since before the bar that is being matched.</summary>
    public bool HasRested { get; set; }

    public bool TakesNow => Request.Type == OrderType.Market || IsTriggered;

    /// <summary>The quantity that may fill now.</summary>
    public decimal Working => Request.IsContingent ? Math.Min(Remaining, Contingency!.ParentFilled - Filled - Contingency.SiblingFilled) : Remaining;
}
