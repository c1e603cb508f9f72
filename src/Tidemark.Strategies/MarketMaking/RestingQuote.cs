namespace Tidemark.Strategies.MarketMaking;

/// <summary>One place for an order that quotes: a side and a level.</summary>
internal sealed class RestingQuote(Side side, int level)
{
    public Side Side => side;

    /// <summary>0 for the best.</summary>
    public int Level => level;

    /// <summary>The last order of this place; null before the first.</summary>
    public Order? Order { get; set; }

    /// <summary>Whether new terms are under way to the venue.</summary>
    public bool IsAmending { get; set; }

    /// <summary>Before that the order is neither placed nor moved.</summary>
    public Instant Resumes { get; set; } = Instant.MinValue;

    public bool IsActive => Order is { IsActive: true };

    /// <summary>Whether the venue has the order and no answer about it is awaited.</summary>
    public bool IsSettled => Order is { IsCancelPending: false, Status: OrderStatus.Open or OrderStatus.PartiallyFilled } && !IsAmending;
}
