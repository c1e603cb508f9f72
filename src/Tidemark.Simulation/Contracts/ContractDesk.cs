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
    public bool CanCarry(InstrumentIndex instrument, PositionSide position, Side side, decimal quantity, decimal price, decimal feeRate) =>
        margin.CanCarry(instrument, position, side, quantity, price, feeRate);

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
        foreach (var part in margin.PartsOf(instrument))
            if (IsHeld(instrument, part) && margin.IsUsedUpAt(instrument, part, (decimal)bar.Open)) Liquidate(instrument, part, bar.OpenTime, (decimal)bar.Open);
    }

    /// <summary>After market orders at the open: funding inside the bar is paid on what is held then.</summary>
    public void AfterOpen(InstrumentIndex instrument, in Bar bar, Instant close)
    {
        if (waiting[instrument.Value].Count > 0) PayUntil(instrument, close, bar.Open);
    }

    /// <summary>Closes positions that the worst price of a bar leaves without margin.</summary>
    public void Inside(InstrumentIndex instrument, in Bar bar)
    {
        foreach (var part in margin.PartsOf(instrument))
            if (EndOf(instrument, part, bar) is { } price) Liquidate(instrument, part, bar.OpenTime, price);
    }

    /// <summary>The prices of a bar at which positions would be closed in it: on the way down, on the way up. Stops that lie nearer come before.</summary>
    public (decimal? Falling, decimal? Rising) EndsIn(InstrumentIndex instrument, in Bar bar)
    {
        decimal? falling = null, rising = null;
        foreach (var part in margin.PartsOf(instrument))
        {
            if (EndOf(instrument, part, bar) is not { } price) continue;
            if (price <= (decimal)bar.Open) falling = price;
            if (price >= (decimal)bar.Open) rising = price;
        }
        return (falling, rising);
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
        // Strategies that hold against each other pay each other: the account pays nothing, and is told so.
        if (held == 0m && !holdings.AreShared(instrument)) return;
        var mark = double.IsFinite(funding.MarkPrice) ? funding.MarkPrice : price;
        if (!(mark > 0)) return;
        var notional = book.NotionalOf(instrument, held, (decimal)mark);
        var paid = (held > 0m ? notional : -notional) * (decimal)funding.Rate;
        if (paid == 0m && held != 0m) return;
        venue.Book(EntryOf(LedgerKind.Funding, instrument, funding.Time, -paid) with { Basis = held, Rate = funding.Rate, Price = mark });
    }

    private bool IsHeld(InstrumentIndex instrument, PositionSide part) => margin.HeldIn(instrument, part) != (0m, 0m);

    /// <summary>The price at which a part is closed inside a bar; null when it is not.</summary>
    private decimal? EndOf(InstrumentIndex instrument, PositionSide part, in Bar bar)
    {
        var (longs, shorts) = margin.HeldIn(instrument, part);
        // A hedge that is nearly even can end by a rise as well as by a fall: both its positions must keep more then.
        var ends = (longs != 0m && margin.IsUsedUpAt(instrument, part, (decimal)bar.Low)) || (shorts != 0m && margin.IsUsedUpAt(instrument, part, (decimal)bar.High));
        if (!ends) return null;
        var open = (decimal)bar.Open;
        if (margin.IsUsedUpAt(instrument, part, open)) return open;
        var price = margin.LiquidationPriceOf(instrument, part, open) ?? (longs != 0m ? (decimal)bar.Low : (decimal)bar.High);
        return Math.Clamp(price, (decimal)bar.Low, (decimal)bar.High);
    }

    private void Liquidate(InstrumentIndex instrument, PositionSide part, Instant time, decimal price)
    {
        venue.CancelAll(instrument, OrderReason.Liquidated);
        var stake = margin.StakeOf(instrument, part);
        var gained = Close(LedgerKind.Liquidation, instrument, part, time, price, margin.Rules.LiquidationFeeRate, out var fee);
        var beyond = margin.LossBeyond(instrument, stake, gained - fee);
        if (beyond > 0m) venue.Book(EntryOf(LedgerKind.Insurance, instrument, time, beyond) with { Price = (double)price });
    }

    private void Settle(InstrumentIndex instrument, Instant time, double price)
    {
        venue.CancelAll(instrument, OrderReason.NotTrading);
        if (IsHeld(instrument, PositionSide.Flat) && price > 0) Close(LedgerKind.Settlement, instrument, PositionSide.Flat, time, (decimal)price, margin.Rules.SettlementFeeRate, out _);
    }

    /// <summary>Closes what every strategy holds of a part at one price. Returns what that gained before the fee.</summary>
    private decimal Close(LedgerKind kind, InstrumentIndex instrument, PositionSide part, Instant time, decimal price, decimal feeRate, out decimal fee)
    {
        var id = setup.Instruments[instrument.Value].Id;
        var before = book.CashOf(instrument);
        var (longs, shorts) = margin.HeldIn(instrument, part);
        fee = (book.NotionalOf(instrument, longs, price) + book.NotionalOf(instrument, shorts, price)) * feeRate;
        foreach (var (strategy, side, quantity) in holdings.Of(instrument, part))
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
        if (fee != 0m) venue.Book(EntryOf(kind, instrument, time, -fee) with { Rate = (double)feeRate, Price = (double)price });
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
