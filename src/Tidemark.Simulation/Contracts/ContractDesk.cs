using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Contracts;

/// <summary>
/// What a venue does with contracts besides matching orders: puts margin aside, pays funding, closes positions whose margin is used up,
/// settles what expires. It exists only in sessions that have contracts.
/// </summary>
internal sealed class ContractDesk
{
    private readonly SessionSetup setup;
    private readonly AccountBook book;
    private readonly IForcedCloser venue;
    private readonly MarginDesk margin;
    private readonly Queue<FundingRate>[] waiting;
    private readonly ContractHoldings holdings = new();

    /// <exception cref="BadInputException">A contract has no margin table, or cannot be held on its account.</exception>
    public ContractDesk(SessionSetup setup, AccountBook book, MarginRules rules, IForcedCloser venue)
    {
        this.setup = setup;
        this.book = book;
        this.venue = venue;
        margin = new MarginDesk(setup, book, rules);
        waiting = [.. setup.Instruments.Select(_ => new Queue<FundingRate>())];
    }

    /// <summary>Whether the account can put the margin of an order aside, at a leverage that the venue allows.</summary>
    public bool CanCarry(InstrumentIndex instrument, Side side, decimal quantity, decimal price, decimal feeRate) => margin.CanCarry(instrument, side, quantity, price, feeRate);

    /// <summary>Notes a fill, after the account book has.</summary>
    public void Filled(Fill fill)
    {
        if (!setup.Instruments[fill.Instrument.Value].Id.IsContract) return;
        holdings.Add(fill);
        margin.Filled(fill);
    }

    /// <summary>A funding rate is known: it is paid on the position of that moment.</summary>
    public void TakeFunding(InstrumentIndex instrument, in FundingRate funding)
    {
        if (setup.Instruments[instrument.Value].Id.Kind != InstrumentKind.Perpetual) return;
        // Inside a bar, fills at its open are not known yet: the bar will bring them.
        if (setup.BaseIntervals[instrument.Value].IsAligned(funding.Time)) Pay(instrument, funding, book.LastPrice(instrument));
        else waiting[instrument.Value].Enqueue(funding);
    }

    /// <summary>Before orders meet a bar: what is due at its open.</summary>
    public void BeforeBar(InstrumentIndex instrument, in Bar bar)
    {
        if (setup.Instruments[instrument.Value].Id.ExpiresAt is { } expiry && expiry <= bar.OpenTime) Settle(instrument, expiry, book.LastPrice(instrument));
        PayUntil(instrument, new Instant(bar.OpenTime.Nanoseconds + 1), book.LastPrice(instrument));
        Liquidate(instrument, bar.OpenTime, bar.Open, bar.Open);
    }

    /// <summary>After market orders at the open: funding inside the bar is paid on what is held then.</summary>
    public void AfterOpen(InstrumentIndex instrument, in Bar bar, Instant close)
    {
        if (waiting[instrument.Value].Count > 0) PayUntil(instrument, close, bar.Open);
    }

    /// <summary>Closes a position that the worst price of a bar leaves without margin.</summary>
    public void Inside(InstrumentIndex instrument, in Bar bar)
    {
        var held = book.HoldingOf(instrument);
        if (held != 0m) Liquidate(instrument, bar.OpenTime, held > 0m ? bar.Low : bar.High, null);
    }

    /// <summary>After a bar: a contract that expires at its close is settled there.</summary>
    public void AfterBar(InstrumentIndex instrument, in Bar bar, Instant close)
    {
        if (setup.Instruments[instrument.Value].Id.ExpiresAt is { } expiry && expiry <= close) Settle(instrument, expiry, bar.Close);
    }

    private void PayUntil(InstrumentIndex instrument, Instant end, double price)
    {
        var queue = waiting[instrument.Value];
        while (queue.TryPeek(out var funding) && funding.Time < end) Pay(instrument, queue.Dequeue(), price);
    }

    private void Pay(InstrumentIndex instrument, in FundingRate funding, double price)
    {
        var held = book.HoldingOf(instrument);
        if (held == 0m) return;
        var mark = double.IsFinite(funding.MarkPrice) ? funding.MarkPrice : price;
        if (!(mark > 0)) return;
        var notional = book.NotionalOf(instrument, held, (decimal)mark);
        var paid = (held > 0m ? notional : -notional) * (decimal)funding.Rate;
        if (paid == 0m) return;
        venue.Book(EntryOf(LedgerKind.Funding, instrument, funding.Time, -paid) with { Basis = held, Rate = funding.Rate, Price = mark });
    }

    /// <param name="instrument">The contract.</param>
    /// <param name="time">The open of the bar.</param>
    /// <param name="worst">The price to look at.</param>
    /// <param name="jump">The price at which it is closed; null for the liquidation price itself.</param>
    private void Liquidate(InstrumentIndex instrument, Instant time, double worst, double? jump)
    {
        if (book.HoldingOf(instrument) == 0m || !margin.IsUsedUpAt(instrument, (decimal)worst)) return;
        var price = jump is { } opened ? (decimal)opened : margin.LiquidationPriceOf(instrument) ?? (decimal)worst;
        venue.CancelAll(instrument, OrderReason.Liquidated);
        var stake = margin.StakeOf(instrument);
        var fee = book.NotionalOf(instrument, book.HoldingOf(instrument), price) * margin.Rules.LiquidationFeeRate;
        var gained = Close(LedgerKind.Liquidation, instrument, time, price, fee);
        var beyond = margin.LossBeyond(instrument, stake, gained - fee);
        if (beyond > 0m) venue.Book(EntryOf(LedgerKind.Insurance, instrument, time, beyond) with { Price = (double)price });
    }

    private void Settle(InstrumentIndex instrument, Instant time, double price)
    {
        venue.CancelAll(instrument, OrderReason.NotTrading);
        var held = book.HoldingOf(instrument);
        if (held == 0m || !(price > 0)) return;
        Close(LedgerKind.Settlement, instrument, time, (decimal)price, book.NotionalOf(instrument, held, (decimal)price) * margin.Rules.SettlementFeeRate);
    }

    /// <summary>Closes what every strategy holds at one price. Returns what that gained before the fee.</summary>
    private decimal Close(LedgerKind kind, InstrumentIndex instrument, Instant time, decimal price, decimal fee)
    {
        var id = setup.Instruments[instrument.Value].Id;
        var before = book.CashOf(instrument);
        foreach (var (strategy, side, quantity) in holdings.Of(instrument))
        {
            var fill = new Fill
            {
                Order = OrderId.None,
                Instrument = instrument,
                Side = quantity > 0m ? Side.Sell : Side.Buy,
                Time = time,
                Price = new Price(price),
                Quantity = new Quantity(Math.Abs(quantity)),
                Fee = 0m,
                FeeAsset = id.Money,
                TradeId = venue.NextTradeId(),
                Account = book.AccountIndexOf(instrument),
                Strategy = strategy,
                PositionSide = side,
                Tag = kind == LedgerKind.Liquidation ? "liquidation" : "settlement",
                IsInverse = id.IsInverse,
            };
            venue.Book(EntryOf(kind, instrument, time, 0m) with { Basis = quantity, Price = (double)price, Fill = fill });
            Filled(fill);
        }
        var gained = book.CashOf(instrument) - before;
        if (fee != 0m) venue.Book(EntryOf(kind, instrument, time, -fee) with { Rate = (double)margin.Rules.LiquidationFeeRate, Price = (double)price });
        return gained;
    }

    private LedgerEntry EntryOf(LedgerKind kind, InstrumentIndex instrument, Instant time, decimal amount) => new()
    {
        Kind = kind,
        Time = time,
        Account = book.AccountIndexOf(instrument),
        Instrument = instrument,
        Asset = setup.Instruments[instrument.Value].Id.Money,
        Amount = DecimalForm.Canonical(amount),
    };
}
