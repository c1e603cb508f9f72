using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>An order as the venue tells of it: a bracket is one order, though the exchange has two for it.</summary>
/// <param name="Main">Whose id it has; of a bracket the limit.</param>
internal readonly record struct OrderView(ExchangeOrder Main)
{
    public static OrderView Of(ExchangeOrder order) => new(order.Pair?.First ?? order);

    /// <summary>Of a bracket the order that waits for its trigger.</summary>
    public ExchangeOrder? StopLeg => Main.Pair?.Second;

    public string Id => OrderIds.Of(Main);

    public OrderTicket Ticket => Main.Ticket;

    public bool IsOpen => Main.IsLive || StopLeg is { IsLive: true };

    public bool IsMarket => Ticket.Type == OrderType.Market;

    /// <summary>What the order is for at the most; of an order by quote size what it got.</summary>
    public decimal Quantity => Ticket.QuoteQuantity is null ? Main.Quantity : Executed;

    public decimal Executed => Main.Executed + (StopLeg?.Executed ?? 0);

    public decimal ExecutedQuote => Main.ExecutedQuote + (StopLeg?.ExecutedQuote ?? 0);

    public decimal Hold => Main.Locked + (StopLeg?.Locked ?? 0);

    public IEnumerable<ExchangeFill> Fills => StopLeg is { } leg ? Main.Fills.Concat(leg.Fills).OrderBy(fill => fill.TradeId) : Main.Fills;

    public decimal Fees => Fills.Sum(fill => fill.Fee);

    public decimal AveragePrice => Executed == 0 ? 0 : Math.Round(ExecutedQuote / Executed, 12);

    /// <summary>What it costs or brings with its fees: what has traded, or before that what its limit says.</summary>
    public decimal ValueAfterFees
    {
        get
        {
            var sign = Main.Side == Side.Buy ? 1 : -1;
            if (Executed > 0) return ExecutedQuote + sign * Fees;
            return Ticket.QuoteQuantity ?? (Ticket.Price is { } price ? Math.Round(price * Main.Quantity * (1 + sign * Main.Account.TakerFeeRate), 8) : 0);
        }
    }

    public string Status
    {
        get
        {
            if (IsOpen) return "OPEN";
            if (Main.State == OrderState.Filled || StopLeg is { State: OrderState.Filled }) return "FILLED";
            return Main.State == OrderState.Expired && Ticket.ExpiresAt is { } end && Main.UpdatedAt >= end ? "EXPIRED" : "CANCELLED";
        }
    }

    public string Kind => Ticket.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => StopLeg is null ? "LIMIT" : "BRACKET",
        _ => "STOP_LIMIT",
    };

    public string Force => Ticket.TimeInForce switch
    {
        TimeInForce.Ioc => "IMMEDIATE_OR_CANCEL",
        TimeInForce.Fok => "FILL_OR_KILL",
        _ => Ticket.ExpiresAt is null ? "GOOD_UNTIL_CANCELLED" : "GOOD_UNTIL_DATE_TIME",
    };

    public string Trigger
    {
        get
        {
            var waiting = StopLeg ?? Main;
            return !waiting.Ticket.Type.WaitsForTrigger() ? "INVALID_ORDER_TYPE" : waiting.WorkingAt is null ? "STOP_PENDING" : "STOP_TRIGGERED";
        }
    }

    /// <summary>The name of its kind in <c>order_configuration</c>.</summary>
    public string Configuration => Kind switch
    {
        "MARKET" => "market_market_ioc",
        "BRACKET" => Ticket.ExpiresAt is null ? "trigger_bracket_gtc" : "trigger_bracket_gtd",
        "STOP_LIMIT" => Ticket.ExpiresAt is null ? "stop_limit_stop_limit_gtc" : "stop_limit_stop_limit_gtd",
        _ => Ticket.TimeInForce switch
        {
            TimeInForce.Ioc => "sor_limit_ioc",
            TimeInForce.Fok => "limit_limit_fok",
            _ => Ticket.ExpiresAt is null ? "limit_limit_gtc" : "limit_limit_gtd",
        },
    };
}
