using Tidemark.Engine.Books;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>
/// What strategies that quote share: orders that follow wanted prices without losing their place in the queue for nothing, limits of what is
/// held, and the cases in which nothing may rest. They decide whenever the book changes and after each fill.
/// </summary>
public abstract class MarketMaker : Strategy
{
    private static readonly OrderOptions PostOnly = new() { PostOnly = true };

    /// <summary>After an order was refused, by us or by the venue.</summary>
    private static readonly Duration RefusalPause = Duration.FromSeconds(1);

    private static readonly Duration Moment = Duration.FromMilliseconds(1);

    private QuotedMarket[] markets = [];
    private TradingResult[] results = [];

    [Parameter(Min = 1, Max = 1_000, Description = "most that is held on either side of neutral, in quotes")]
    public int Limit { get; init; } = 5;

    [Parameter(Description = "whether it may be short; else it is neutral at half of what it may hold")]
    public bool Shorting { get; init; } = true;

    [Parameter(Min = 0, Max = 1_000, Description = "a quote is moved when its wanted price is at least so far away, in basis points")]
    public double RequoteBps { get; init; } = 0.5;

    [Parameter(Min = 0, Max = 3_600_000, Description = "least time between two moves of one quote, in milliseconds")]
    public int MinIntervalMs { get; init; } = 100;

    [Parameter(Min = 1, Max = 86_400_000, Description = "quotes are taken back when the book has not changed for so long, in milliseconds")]
    public int MaxAgeMs { get; init; } = 2_000;

    [Parameter(Min = 0.001, Max = 10_000, Description = "quotes are taken back when the spread of the book is wider, in basis points")]
    public double MaxSpreadBps { get; init; } = 50;

    [Parameter(Min = 0, Max = 1, Description = "loss at which it closes all and stays out, a fraction of the largest inventory's worth; 0 for never")]
    public double MaxLoss { get; init; } = 0.02;

    public override bool NeedsBook => true;

    public override bool NeedsShorting => Shorting;

    /// <summary>How many prices each side has.</summary>
    protected virtual int LevelCount => 1;

    protected override void OnStart()
    {
        markets = [.. Enumerable.Range(0, Instruments.Count).Select(index => new QuotedMarket(new InstrumentIndex(index), LevelCount))];
        results = [.. markets.Select(_ => new TradingResult())];
    }

    protected override void OnBook(InstrumentIndex instrument, OrderBook book) => Changed(instrument);

    protected override void OnQuote(InstrumentIndex instrument, in Quote quote) => Changed(instrument);

    protected override void OnTimer(string name)
    {
        if (Array.Find(markets, market => market.TimerName == name) is not { } market) return;
        market.IsWatched = false;
        Act(market.Instrument);
    }

    protected override void OnFill(Order order, Fill fill)
    {
        results[fill.Instrument.Value].Add(fill, Position(fill.Instrument).QuoteAsset);
        Changed(fill.Instrument);
    }

    protected override void OnOrder(Order order, OrderEvent orderEvent)
    {
        if (markets[order.Instrument.Value].Find(order) is not { } quote) return;
        if (orderEvent.Kind is OrderEventKind.Amended or OrderEventKind.AmendRejected) quote.IsAmending = false;
        if (orderEvent.Kind is OrderEventKind.AmendRejected or OrderEventKind.Rejected or OrderEventKind.Denied) quote.Resumes = Now + RefusalPause;
    }

    /// <summary>Where it wants to quote now.</summary>
    /// <param name="instrument">What is quoted.</param>
    /// <param name="book">Its book: valid, with both sides.</param>
    /// <param name="inventory">What is held beyond neutral, in quotes.</param>
    protected abstract QuotePrices PricesOf(InstrumentIndex instrument, OrderBook book, double inventory);

    /// <summary>A book has changed, or something has filled.</summary>
    protected virtual void Changed(InstrumentIndex instrument) => Act(instrument);

    /// <summary>Whether its book may be relied on now.</summary>
    protected virtual bool IsReliable(InstrumentIndex instrument)
    {
        var book = Book(instrument);
        return book.IsValid && book.HasBothSides && !book.IsCrossed && Now - book.EventTime <= Duration.FromMilliseconds(MaxAgeMs) && book.Spread <= MaxSpreadBps * 1e-4 * book.Mid;
    }

    /// <summary>When what it relies on becomes too old if nothing changes.</summary>
    protected virtual Instant OldAt(InstrumentIndex instrument) => Book(instrument).EventTime + Duration.FromMilliseconds(MaxAgeMs);

    /// <summary>Gain since the start, in quote currency.</summary>
    protected virtual double GainOf(InstrumentIndex instrument) => results[instrument.Value].At(Position(instrument), Book(instrument).Mid);

    /// <summary>Closes what is held.</summary>
    protected virtual void Close(InstrumentIndex instrument, string tag) => SetTarget(instrument, Quantity.Zero, tag);

    /// <summary>Whether anything is held that giving up must close.</summary>
    protected virtual bool IsHolding(InstrumentIndex instrument) => !Position(instrument).IsFlat;

    /// <summary>What one quote trades; zero while it is not known.</summary>
    protected decimal SizeOf(InstrumentIndex instrument) => markets[instrument.Value].Size;

    /// <summary>Whether it has given up an instrument.</summary>
    protected bool IsGivingUp(InstrumentIndex instrument) => markets[instrument.Value].IsHalted;

    /// <summary>Brings the quotes of an instrument to where they should be.</summary>
    protected void Act(InstrumentIndex instrument)
    {
        var market = markets[instrument.Value];
        if (market.IsHalted)
        {
            GiveUp(market);
            return;
        }
        if (market.Size == 0m) market.Size = RoundedDown(instrument, UnitQuantityOf(instrument).Value / (Shorting ? Limit : 2 * Limit)).Value;
        if (market.Size == 0m || !IsReliable(instrument))
        {
            TakeBack(market);
            return;
        }
        var book = Book(instrument);
        if (IsLossReached(market, book))
        {
            market.IsHalted = true;
            GiveUp(market);
            return;
        }
        var held = Position(instrument).Quantity.Value - (Shorting ? 0m : Limit * market.Size);
        var prices = PricesOf(instrument, book, (double)(held / market.Size));
        foreach (var quote in market.Quotes) PutRight(market, quote, PriceOf(book, instrument, quote, prices), QuantityFor(market, quote, held));
        Watch(market);
    }

    private bool IsLossReached(QuotedMarket market, OrderBook book)
    {
        if (MaxLoss == 0) return false;
        var largest = (double)market.Size * Limit * (Position(market.Instrument).IsInverse ? 1 : book.Mid);
        return GainOf(market.Instrument) <= -MaxLoss * largest;
    }

    private void GiveUp(QuotedMarket market)
    {
        TakeBack(market);
        if (!IsHolding(market.Instrument) || Now < market.ClosesAgain) return;
        market.ClosesAgain = Now + RefusalPause;
        Close(market.Instrument, "max-loss");
    }

    private void TakeBack(QuotedMarket market)
    {
        foreach (var quote in market.Quotes)
            if (quote.IsActive) Cancel(quote.Order!);
    }

    /// <summary>What may still be added to the side, as far as this level reaches.</summary>
    private decimal QuantityFor(QuotedMarket market, RestingQuote quote, decimal held)
    {
        var room = Limit * market.Size - quote.Side.Sign() * held - quote.Level * market.Size;
        return RoundedDown(market.Instrument, Math.Clamp(room, 0m, market.Size)).Value;
    }

    /// <summary>The wanted price, away from the middle onto a tick, and so that it gives liquidity; null for none.</summary>
    private Price? PriceOf(OrderBook book, InstrumentIndex instrument, RestingQuote quote, in QuotePrices prices)
    {
        var wanted = quote.Side == Side.Buy ? prices.Bid - quote.Level * prices.Step : prices.Ask + quote.Level * prices.Step;
        if (!(wanted is > 0 and < 1e15)) return null;
        var tick = Instruments[instrument.Value].RulesAt(Now).PriceTick ?? book.Scale.PriceTick;
        var price = quote.Side == Side.Buy
            ? Math.Min(decimal.Floor((decimal)wanted / tick) * tick, decimal.Ceiling((decimal)book.BestAsk.Price / tick) * tick - tick)
            : Math.Max(decimal.Ceiling((decimal)wanted / tick) * tick, decimal.Floor((decimal)book.BestBid.Price / tick) * tick + tick);
        return price > 0m ? new Price(price) : null;
    }

    private void PutRight(QuotedMarket market, RestingQuote quote, Price? price, decimal quantity)
    {
        if (price is not { } wanted || !VenueMinimum.IsReached(Instruments[market.Instrument.Value], quantity, wanted.Value, Now))
        {
            if (quote.IsActive) Cancel(quote.Order!);
        }
        else if (!quote.IsActive)
        {
            if (Now >= quote.Resumes) Place(market, quote, wanted, quantity);
        }
        else if (quote.IsSettled)
        {
            Move(quote, wanted, quantity);
        }
    }

    private void Place(QuotedMarket market, RestingQuote quote, Price price, decimal quantity)
    {
        quote.IsAmending = false;
        quote.Resumes = Now + Duration.FromMilliseconds(MinIntervalMs);
        quote.Order = Submit(new OrderTerms(market.Instrument, quote.Side, new Quantity(quantity)) { Type = OrderType.Limit, LimitPrice = price, Options = PostOnly, Tag = quote.Side == Side.Buy ? "bid" : "ask" });
        if (!quote.IsActive) quote.Resumes = Now + RefusalPause;
    }

    private void Move(RestingQuote quote, Price price, decimal quantity)
    {
        var order = quote.Order!;
        var current = order.LimitPrice!.Value.Value;
        var isAway = price.Value != current && Math.Abs(price.Value - current) >= (decimal)(RequoteBps * 1e-4) * current;
        var isMoved = isAway && Now >= quote.Resumes;
        // Less keeps the place in the queue, more is worth losing it only when it is lost anyway.
        var isChanged = isMoved ? order.RemainingQuantity.Value != quantity : order.RemainingQuantity.Value > quantity;
        if (!isMoved && !isChanged) return;
        quote.IsAmending = true;
        if (isMoved) quote.Resumes = Now + Duration.FromMilliseconds(MinIntervalMs);
        Amend(order, new Amendment(isChanged ? new Quantity(order.FilledQuantity.Value + quantity) : null, isMoved ? price : null));
    }

    /// <summary>A book that has become old says nothing: a timer looks.</summary>
    private void Watch(QuotedMarket market)
    {
        if (market.IsWatched || !Array.Exists(market.Quotes, quote => quote.IsActive)) return;
        market.IsWatched = true;
        SetTimer(market.TimerName, Instant.Max(OldAt(market.Instrument), Now) + Moment);
    }
}
