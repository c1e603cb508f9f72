namespace Tidemark.Simulation.Venues;

/// <summary>An order as the simulated venue holds it.</summary>
internal sealed class RestingOrder
{
    public RestingOrder(OrderRequest request, Instant arrivedAt)
    {
        Request = request;
        Quantity = request.Quantity.Value;
        LimitPrice = request.LimitPrice;
        StopPrice = request.StopPrice;
        ActiveFrom = arrivedAt;
    }

    public OrderRequest Request { get; }

    public OrderId Id => Request.Id;

    public decimal Quantity { get; set; }

    public decimal Filled { get; set; }

    public decimal Remaining => Quantity - Filled;

    public Price? LimitPrice { get; set; }

    public Price? StopPrice { get; set; }

    /// <summary>Only bars that open at or after this moment can fill it.</summary>
    public Instant ActiveFrom { get; set; }

    /// <summary>Whether a stop was touched and now takes what it gets, like a market order.</summary>
    public bool IsTriggered { get; set; }

    /// <summary>How much of its parent has filled; a contingent order works for this much only.</summary>
    public decimal ParentFilled { get; set; }

    /// <summary>How much the other orders of its group have filled.</summary>
    public decimal SiblingFilled { get; set; }

    /// <summary>Whether it has stood in the book since before the bar that is being matched.</summary>
    public bool HasRested { get; set; }

    public bool TakesNow => Request.Type == OrderType.Market || IsTriggered;

    /// <summary>The quantity that may fill now.</summary>
    public decimal Working => Request.IsContingent ? Math.Min(Remaining, ParentFilled - Filled - SiblingFilled) : Remaining;
}
