namespace Tidemark.Simulation.Venues;

/// <summary>What amendments, or a trailing stop's way, have put in the place of an order's first prices, and what is agreed but not in force yet.</summary>
/// <param name="limitPrice">The limit in force.</param>
/// <param name="stopPrice">The stop in force.</param>
internal sealed class PriceTerms(Price? limitPrice, Price? stopPrice)
{
    public Price? LimitPrice { get; set; } = limitPrice;

    public Price? StopPrice { get; set; } = stopPrice;

    /// <summary>The next terms to come into force; null when none wait.</summary>
    public Waiting? Next { get; private set; }

    /// <summary>Quantity that is agreed, and may not fill yet.</summary>
    public decimal WaitingQuantity { get; private set; }

    /// <summary>The limit after all that waits.</summary>
    public Price? AgreedLimit => LastOr(static waiting => waiting.LimitPrice) ?? LimitPrice;

    /// <summary>The stop after all that waits.</summary>
    public Price? AgreedStop => LastOr(static waiting => waiting.StopPrice) ?? StopPrice;

    /// <summary>Has new terms wait for the first bar that opens at a moment or later.</summary>
    public void Add(Waiting terms)
    {
        WaitingQuantity += terms.Quantity;
        if (Next is not { } last)
        {
            Next = terms;
            return;
        }
        while (last.Then is { } then) last = then;
        last.Then = terms;
    }

    /// <summary>Puts what is due by the open of a bar into force. Returns whether the limit changed.</summary>
    public bool Take(Instant barOpen)
    {
        var hasNewLimit = false;
        while (Next is { } due && due.From <= barOpen)
        {
            Next = due.Then;
            WaitingQuantity -= due.Quantity;
            LimitPrice = due.LimitPrice ?? LimitPrice;
            StopPrice = due.StopPrice ?? StopPrice;
            hasNewLimit |= due.LimitPrice is not null;
        }
        return hasNewLimit;
    }

    /// <summary>The market has moved a trailing stop: new stops that it has left behind are old news.</summary>
    public void Moved(Price level, bool isSell)
    {
        StopPrice = level;
        for (var waiting = Next; waiting is not null; waiting = waiting.Then)
            if (waiting.StopPrice is { } asked && (isSell ? asked < level : asked > level)) waiting.StopPrice = null;
    }

    /// <summary>Less is to be done: what waits goes first.</summary>
    public void Shrink(decimal quantity)
    {
        for (var waiting = Next; waiting is not null && quantity > 0m; waiting = waiting.Then)
        {
            var part = Math.Min(waiting.Quantity, quantity);
            waiting.Quantity -= part;
            WaitingQuantity -= part;
            quantity -= part;
        }
    }

    private Price? LastOr(Func<Waiting, Price?> of)
    {
        Price? last = null;
        for (var waiting = Next; waiting is not null; waiting = waiting.Then) last = of(waiting) ?? last;
        return last;
    }

    /// <summary>Terms that come into force with the first bar that opens then or later.</summary>
    internal sealed class Waiting(Instant from, decimal quantity, Price? limitPrice, Price? stopPrice)
    {
        public Instant From => from;

        /// <summary>How much more there is to do.</summary>
        public decimal Quantity { get; set; } = quantity;

        public Price? LimitPrice => limitPrice;

        public Price? StopPrice { get; set; } = stopPrice;

        public Waiting? Then { get; set; }
    }
}
