using Tidemark.Engine.Events;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Risk;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;

namespace Tidemark.Simulation.Venues;

/// <summary>
/// A venue made of market data: it sees each market event before the engine does, fills resting orders by its
/// <see cref="VenueOptions"/>, keeps its own accounts, and answers with order events. An order that arrives at a moment takes part
/// from the first bar that opens then or later.
/// </summary>
public sealed class SimulatedVenue : IExecutionClient, IEventSource
{
    /// <summary>At the same moment the venue's answers come before market data.</summary>
    public const int EventPriority = 0;

    private readonly SessionSetup setup;
    private readonly VenueOptions options;
    private readonly List<RestingOrder>[] resting;
    private readonly Dictionary<OrderId, RestingOrder> byId = [];
    private readonly OrderLinks links = new();
    private readonly AnswerQueue answers = new();
    private readonly List<RestingOrder> matching = [];
    private readonly bool needsPrices;
    private readonly FeeMeter fees;
    private readonly FillWatch watch;
    private Instant now = Instant.MinValue;
    private Instant barClose = Instant.MinValue;
    private long nextTradeId = 1;

    /// <exception cref="BadInputException">An asset of the session cannot be valued.</exception>
    public SimulatedVenue(SessionSetup setup, VenueOptions options)
    {
        this.setup = setup;
        this.options = options;
        Book = new AccountBook(setup);
        // Prices of its own the venue needs only where something must be valued: margin, or fees in a third asset.
        needsPrices = FeeMeter.NeedsPrices(options.Fees) || setup.Accounts.Any(account => account.Funds == FundsPolicy.InitialMargin);
        resting = [.. setup.Instruments.Select(_ => new List<RestingOrder>())];
        fees = new FeeMeter(options.Fees, setup, Book);
        watch = new FillWatch(setup);
    }

    public VenueCapabilities Capabilities { get; } = new(StopOrders: true, ContingentOrders: true, ReduceOnly: true, Amend: true);

    /// <summary>The venue's own accounts, independent of what the engine believes.</summary>
    public AccountBook Book { get; }

    public int WorkingOrderCount => byId.Count;

    /// <summary>The rates assumed before an order is sent.</summary>
    public FeeRates Rates => options.Fees.Rates;

    /// <summary>Large orders and fills over gaps so far.</summary>
    public FillCounts Counts => watch.Counts;

    public bool TryPeek(out EventKey next)
    {
        if (answers.Count == 0)
        {
            next = default;
            return false;
        }
        var (time, sequence) = answers.First;
        next = new EventKey(time, EventPriority, sequence);
        return true;
    }

    public void Read(out EngineEvent next) => next = answers.Take();

    /// <summary>Whether some answer has reached us and waits to be read.</summary>
    public bool HasAnswers => answers.Count > 0 && answers.First.Time <= now;

    /// <summary>When the next answer reaches us; the end of time when none is under way.</summary>
    public Instant NextAnswer => answers.Count == 0 ? Instant.MaxValue : answers.First.Time;

    /// <summary>Tells the venue that time has passed: orders arrive at the new time.</summary>
    public void AdvanceTo(Instant time)
    {
        if (time > now) now = time;
    }

    /// <summary>Lets resting orders meet a market event; to be called before the engine sees it.</summary>
    public void OnMarket(in EngineEvent market)
    {
        if (market.ReceivedAt > now) now = market.ReceivedAt;
        switch (market.Kind)
        {
            case EngineEventKind.Bar:
                if (needsPrices || resting[market.Instrument.Value].Count > 0) TakeBar(market);
                break;
            case EngineEventKind.Trade:
                if (needsPrices) Book.PriceChanged(market.Instrument, market.AsTrade().Price);
                break;
            case EngineEventKind.Quote:
                if (needsPrices) Book.PriceChanged(market.Instrument, market.AsQuote().Mid);
                break;
        }
    }

    public void Submit(OrderRequest request, JournalSequence after) => Take(new RestingOrder(request, now));

    /// <summary>Takes an order that was some time under way.</summary>
    /// <param name="request">The order.</param>
    /// <param name="answerDelay">How long answers about it take.</param>
    internal void Submit(OrderRequest request, Duration answerDelay) => Take(new RestingOrder(request, now) { IsDelayed = true, AnswerDelay = answerDelay });

    private void Take(RestingOrder order)
    {
        var request = order.Request;
        if (request.IsContingent && !byId.ContainsKey(request.Parent))
        {
            Answer(order, OrderEventKind.Rejected, now, OrderReason.ParentClosed);
            return;
        }
        var refusal = RefusalOf(request);
        if (refusal != OrderReason.None)
        {
            Answer(order, OrderEventKind.Rejected, now, refusal);
            return;
        }
        if (!byId.TryAdd(request.Id, order)) throw new InvalidOperationException($"order {request.Id} was sent twice");
        order.IsOpen = true;
        resting[request.Instrument.Value].Add(order);
        links.Add(order);
        Answer(order, OrderEventKind.Accepted, now);
    }

    /// <summary>What the rules in force on arrival refuse; the notional of a market order was checked before it was sent.</summary>
    private OrderReason RefusalOf(OrderRequest request)
    {
        var rules = setup.Instruments[request.Instrument.Value].RulesAt(now);
        var refusal = TradingRulesCheck.Grid(request, rules);
        return refusal != OrderReason.None ? refusal : TradingRulesCheck.Size(request, rules, (request.LimitPrice ?? request.StopPrice)?.Value);
    }

    public void Amend(OrderId order, Amendment change, JournalSequence after)
    {
        if (!byId.TryGetValue(order, out var found))
        {
            AnswerMissing(order, OrderEventKind.AmendRejected);
            return;
        }
        if (change.Quantity is { } quantity && quantity.Value <= found.Filled.Value)
        {
            Answer(found, OrderEventKind.AmendRejected, now, OrderReason.QuantityNotPositive);
            return;
        }
        if (change.Quantity is { } newQuantity) found.Quantity = newQuantity.Value;
        found.PriceChange = new Amendment(null, change.LimitPrice ?? found.LimitPrice, change.StopPrice ?? found.StopPrice);
        found.ActiveFrom = now;
        if (change.LimitPrice is not null) found.HasRested = false;
        Answer(found, OrderEventKind.Amended, now, amendment: change);
    }

    public void Cancel(OrderId order, JournalSequence after)
    {
        if (byId.TryGetValue(order, out var found)) End(found, OrderEventKind.Canceled, OrderReason.Requested);
        else AnswerMissing(order, OrderEventKind.CancelRejected);
    }

    private void TakeBar(in EngineEvent market)
    {
        var instrument = market.Instrument;
        var bar = market.AsBar();
        if (resting[instrument.Value].Count > 0)
        {
            barClose = market.EventTime;
            MatchBar(instrument, bar);
            watch.Matched(instrument, bar.OpenTime);
        }
        if (needsPrices) Book.PriceChanged(instrument, bar.Close);
    }

    private void MatchBar(InstrumentIndex instrument, in Bar bar)
    {
        var volume = new VolumeLimit(options.Fills.ParticipationCap, bar.Volume);
        var orders = resting[instrument.Value];
        if (orders.Count == 1)
        {
            var only = orders[0];
            if (!TakesPart(only, bar) || only.Working <= 0m) return;
            MatchOne(only, bar, PhaseOf(only), ref volume);
            only.HasRested = true;
            return;
        }
        MatchAll(instrument, bar, OrderPhase.Takers, ref volume);
        MatchAll(instrument, bar, OrderPhase.Stops, ref volume);
        MatchAll(instrument, bar, OrderPhase.Limits, ref volume);
        // Entries that filled above may have made stops active within this very bar.
        if (options.Fills.ProtectsEntryBar) MatchAll(instrument, bar, OrderPhase.Stops, ref volume);
        foreach (var order in orders)
        {
            order.HasRested |= TakesPart(order, bar);
            if (order.Contingency is { } contingency) contingency.WokenInside = false;
        }
    }

    private bool TakesPart(RestingOrder order, in Bar bar) => bar.OpenTime >= order.ActiveFrom || (order.IsDelayed && Arrival.IsEarlyIn(bar, barClose, order));

    private void MatchAll(InstrumentIndex instrument, in Bar bar, OrderPhase phase, ref VolumeLimit volume)
    {
        matching.Clear();
        foreach (var order in resting[instrument.Value])
            if (PhaseOf(order) == phase && TakesPart(order, bar) && order.Working > 0m) matching.Add(order);
        foreach (var order in matching)
            if (order.IsOpen) MatchOne(order, bar, phase, ref volume);
    }

    private void MatchOne(RestingOrder order, in Bar bar, OrderPhase phase, ref VolumeLimit volume)
    {
        var match = phase switch
        {
            OrderPhase.Takers => BarMatcher.AtOpen(bar),
            OrderPhase.Stops => BarMatcher.Stop(order, bar),
            _ => BarMatcher.Limit(order, bar, options.Fills),
        };
        if (match is { } found) Fill(order, bar, found, ref volume);
        if (order.Request.TimeInForce == TimeInForce.Ioc && phase != OrderPhase.Stops && order.IsOpen)
            End(order, OrderEventKind.Expired, OrderReason.NotImmediatelyFillable);
    }

    private static OrderPhase PhaseOf(RestingOrder order) =>
        order.TakesNow ? OrderPhase.Takers : order.Request.Type == OrderType.Stop ? OrderPhase.Stops : OrderPhase.Limits;

    private void Fill(RestingOrder order, in Bar bar, in BarMatcher.Match match, ref VolumeLimit volume)
    {
        if (order.Request.Type == OrderType.Stop && !order.IsTriggered)
        {
            order.IsTriggered = true;
            Answer(order, OrderEventKind.Triggered, bar.OpenTime);
        }
        var quantity = order.Working;
        if (order.Request.ReduceOnly)
        {
            quantity = Closable(order, quantity, bar.OpenTime);
            if (quantity == 0m)
            {
                End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
                return;
            }
        }
        var wanted = quantity;
        if (!volume.Allows(quantity))
        {
            quantity = setup.Instruments[order.Request.Instrument.Value].RoundQuantity(volume.Left, Rounding.Down, bar.OpenTime).Value;
            if (quantity <= 0m) return;
        }
        var price = PriceOf(order, bar, match, quantity, out var unslipped);
        var affordable = Affordable(order, quantity, price.Value, match.Role);
        if (affordable > 0m)
        {
            Execute(order, bar.OpenTime, affordable, price, unslipped, match);
            volume.Take(affordable);
            watch.Note(order, bar, wanted);
        }
        if (affordable < quantity && order.IsOpen) End(order, OrderEventKind.Rejected, OrderReason.InsufficientFunds);
        // A fee in base currency leaves less to sell than was bought: an exit with nothing left to reduce must not wait for the next position.
        if (order.Request.ReduceOnly && affordable > 0m && order.IsOpen && Closable(order, order.Remaining, bar.OpenTime) == 0m)
            End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
    }

    /// <summary>How much of a quantity brings the position nearer to zero, in whole steps.</summary>
    private decimal Closable(RestingOrder order, decimal quantity, Instant time)
    {
        var instrument = order.Request.Instrument;
        var closing = Funds.ClosingPart(Book.HoldingOf(instrument), order.Request.Side, quantity);
        return setup.Instruments[instrument.Value].RoundQuantity(closing, Rounding.Down, time).Value;
    }

    /// <param name="order">What fills.</param>
    /// <param name="bar">The bar in which it fills.</param>
    /// <param name="match">Where it met the bar.</param>
    /// <param name="quantity">What fills of it.</param>
    /// <param name="unslipped">The price without slippage; zero where there is none.</param>
    private Price PriceOf(RestingOrder order, in Bar bar, in BarMatcher.Match match, decimal quantity, out double unslipped)
    {
        var isBuy = order.Request.Side == Side.Buy;
        var isLimited = order.Request.Type == OrderType.Limit;
        var fraction = match.Role == LiquidityRole.Taker && !isLimited ? options.Slippage.FractionOf((double)quantity, bar) : 0;
        var market = order.ActiveFrom > bar.OpenTime && match.OwnPrice is null ? Arrival.PriceAt(bar, barClose, order) : match.MarketPrice;
        unslipped = fraction == 0 ? 0 : market;
        if (fraction == 0) return match.OwnPrice ?? Price.FromMarket(market);
        var slipped = (decimal)(market * (isBuy ? 1 + fraction : 1 - fraction));
        return setup.Instruments[order.Request.Instrument.Value].RoundPrice(slipped, isBuy ? Rounding.Up : Rounding.Down, bar.OpenTime);
    }

    /// <summary>How much of a quantity the account can carry at the fill price: all of it, or only what closes a position.</summary>
    private decimal Affordable(RestingOrder order, decimal quantity, decimal price, LiquidityRole role)
    {
        var instrument = order.Request.Instrument;
        FundsLens.Look(setup, Book, instrument, out var funds);
        if (Funds.Suffice(funds, order.Request.Side, quantity, price, fees.Rates.For(role))) return quantity;
        return funds.Policy == FundsPolicy.OwnedAssets ? 0m : Funds.ClosingPart(funds.Base, order.Request.Side, quantity);
    }

    private void Execute(RestingOrder order, Instant time, decimal quantity, Price price, double unslipped, in BarMatcher.Match match)
    {
        var role = match.Role;
        var request = order.Request;
        var at = order.ActiveFrom > time ? order.ActiveFrom : time;
        var (fee, feeAsset) = fees.Take(request.Instrument, request.Side, at, quantity, price.Value * quantity, role);
        var fill = new Fill
        {
            Order = order.Id,
            Instrument = request.Instrument,
            Side = request.Side,
            Time = at,
            Price = price,
            Quantity = new Quantity(quantity),
            Fee = fee,
            FeeAsset = feeAsset,
            Role = role,
            PriceBeforeSlippage = unslipped,
            TradeId = new TradeId(nextTradeId++),
            Account = request.Account,
            Strategy = request.Strategy,
            Tag = request.Tag,
        };
        Book.Book(fill);
        order.Take(fill.Quantity);
        var isWhole = order.Remaining <= 0m;
        if (isWhole) Remove(order);
        Answer(order, isWhole ? OrderEventKind.Filled : OrderEventKind.PartiallyFilled, at, fill: fill);
        if (request.OcoGroup != 0) ReduceSiblings(order, quantity);
        // An exit that fills while its entry still works ends the entry: nobody wants to buy what was just stopped out.
        if (request.IsContingent && byId.TryGetValue(request.Parent, out var parent)) End(parent, OrderEventKind.Canceled, OrderReason.ExitFilled);
        WakeChildren(order, time, match.OwnPrice is not null);
        if (!isWhole) return;
        foreach (var child in links.ChildrenOf(order.Id)) Shrink(child, order.Filled.Value - child.Contingency!.SiblingFilled, OrderReason.ParentClosed);
    }

    /// <summary>What one order of a group fills, the others need no longer do.</summary>
    private void ReduceSiblings(RestingOrder order, decimal quantity)
    {
        foreach (var sibling in links.SiblingsOf(order))
        {
            sibling.Contingency!.SiblingFilled += quantity;
            Shrink(sibling, sibling.Quantity - quantity, OrderReason.SiblingFilled);
        }
    }

    /// <summary>A fill of the entry makes its stop and target work for the quantity filled so far.</summary>
    /// <param name="parent">The entry.</param>
    /// <param name="barOpen">The open of the bar in which it filled.</param>
    /// <param name="isInside">Whether it filled after the open: the open then lies before the stop came into force.</param>
    private void WakeChildren(RestingOrder parent, Instant barOpen, bool isInside)
    {
        foreach (var child in links.ChildrenOf(parent.Id))
        {
            if (child.Contingency!.ParentFilled == 0m) child.ActiveFrom = options.Fills.ProtectsEntryBar && child.Request.Type == OrderType.Stop ? barOpen : now;
            child.Contingency.ParentFilled = parent.Filled.Value;
            child.Contingency.WokenInside = isInside;
        }
    }

    private void End(RestingOrder order, OrderEventKind kind, OrderReason reason)
    {
        var siblings = reason == OrderReason.NothingToReduce && !byId.ContainsKey(order.Request.Parent) ? links.SiblingsOf(order) : [];
        Remove(order);
        Answer(order, kind, now, reason);
        foreach (var sibling in siblings)
            if (sibling.IsOpen) End(sibling, OrderEventKind.Canceled, OrderReason.SiblingFilled);
        foreach (var child in links.ChildrenOf(order.Id))
            Shrink(child, order.Filled.Value - child.Contingency!.SiblingFilled, OrderReason.ParentClosed);
    }

    /// <summary>Lowers the quantity of an order; one with nothing left to do ends.</summary>
    private void Shrink(RestingOrder order, decimal quantity, OrderReason reason)
    {
        if (quantity >= order.Quantity) return;
        if (quantity <= order.Filled.Value)
        {
            End(order, OrderEventKind.Canceled, reason);
            return;
        }
        order.Quantity = quantity;
        Answer(order, OrderEventKind.Amended, now, amendment: new Amendment(new Quantity(quantity)));
    }

    private void Remove(RestingOrder order)
    {
        order.IsOpen = false;
        byId.Remove(order.Id);
        resting[order.Request.Instrument.Value].Remove(order);
        links.Remove(order);
    }

    private void Answer(RestingOrder order, OrderEventKind kind, Instant time, OrderReason reason = OrderReason.None, Fill? fill = null, Amendment? amendment = null)
    {
        var answer = new OrderEvent
        {
            Kind = kind,
            Order = order.Id,
            Time = time,
            Reason = reason,
            Fill = fill,
            Amendment = amendment,
            CumulativeQuantity = order.Filled,
        };
        answers.Add(order.Request.Instrument, answer, order.AnswerDelay == Duration.Zero ? now : Instant.Max(now, time + order.AnswerDelay));
    }

    private void AnswerMissing(OrderId order, OrderEventKind kind)
    {
        var answer = new OrderEvent { Kind = kind, Order = order, Time = now, Reason = OrderReason.OrderAlreadyClosed };
        answers.Add(default, answer, now);
    }

    private enum OrderPhase : byte
    {
        Takers,
        Stops,
        Limits,
    }
}
