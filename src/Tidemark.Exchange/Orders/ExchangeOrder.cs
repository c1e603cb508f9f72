using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Orders;

/// <summary>An order that was taken on.</summary>
/// <param name="feeAsset">What its fees are taken in.</param>
internal sealed class ExchangeOrder(long id, Market market, ExchangeAccount account, OrderTicket ticket, decimal quantity, string feeAsset, Instant createdAt)
{
    public long Id { get; } = id;

    public Market Market { get; } = market;

    public ExchangeAccount Account { get; } = account;

    /// <summary>Its terms; amended ones take the place of those that it came with.</summary>
    public OrderTicket Ticket { get; set; } = ticket;

    /// <summary>Changes when the order is amended.</summary>
    public string ClientOrderId { get; set; } = ticket.ClientOrderId;

    public Side Side => Ticket.Side;

    public decimal Quantity { get; set; } = quantity;

    public OrderState State { get; set; }

    public decimal Executed { get; set; }

    public decimal ExecutedQuote { get; set; }

    /// <summary>The terms with which it waited for its trigger, where the exchange itself watches that; null for all others.</summary>
    public OrderTicket? BeforeTrigger { get; set; }

    /// <summary>When that trigger was reached.</summary>
    public Instant? TriggeredAt { get; set; }

    public string FeeAsset { get; } = feeAsset;

    /// <summary>Whether fees come on top of what is paid, and not out of what is received.</summary>
    public bool PaysFeeOnTop => FeeAsset == LockedAsset;

    /// <summary>What is held for it: quote currency of a buy, base currency of a sell, with the fee where that comes on top.</summary>
    public decimal Locked { get; set; }

    public Instant CreatedAt { get; } = createdAt;

    public Instant UpdatedAt { get; set; } = createdAt;

    /// <summary>When it came into the book; null while it waits for its trigger.</summary>
    public Instant? WorkingAt { get; set; }

    public OrderPair? Pair { get; set; }

    public decimal PreventedQuantity { get; set; }

    public List<ExchangeFill> Fills { get; } = [];

    public bool IsLive => State is OrderState.New or OrderState.PartiallyFilled;

    public string LockedAsset => Side == Side.Buy ? Market.Rules.QuoteAsset : Market.Rules.BaseAsset;
}
