using Tidemark.Engine.Events;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Time;
using Tidemark.Simulation.Books;
using Tidemark.Simulation.Contracts;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Interest;
using Tidemark.Simulation.Transfers;

namespace Tidemark.Simulation.Venues;

/// <summary>
/// A venue made of market data: it sees each market event before the engine does, fills resting orders by its
/// <see cref="VenueOptions"/>, keeps its own accounts, and answers with order events. An order takes part in the bars that lie wholly
/// within its life: from the first that opens at its arrival or later to the last that closes by its expiry.
/// </summary>
public sealed class SimulatedVenue : IExecutionClient, IEventSource
{
    /// <summary>At the same moment the venue's answers come before market data.</summary>
    public const int EventPriority = 0;

    private readonly VenueState venue;
    private readonly WorkingOrders orders;
    private readonly VenueAnswers answers;
    private readonly LinkedOrders links;
    private readonly BarMatching matching;
    private readonly BookMatching? books;
    private readonly FillWatch watch;
    private readonly EndedInstruments? ended;
    private readonly FillExecution execution;
    private readonly TransferDesk? transfers;
    private readonly bool needsPrices;

    /// <summary>Whether the venue was found idle and nothing has been asked of it since: nothing but a request can end that.</summary>
    private bool isIdle;

    /// <exception cref="BadInputException">An asset of the session cannot be valued.</exception>
    public SimulatedVenue(SessionSetup setup, VenueOptions options)
    {
        venue = new VenueState(setup, options);
        ended = EndedInstruments.Of(setup);
        var hasContracts = setup.Instruments.Any(instrument => instrument.Id.IsContract);
        // Prices of its own the venue needs only where something must be valued: margin, fees in a third asset, bands of prices, or a last price.
        needsPrices = ended is not null || hasContracts || options.Interest is not null || setup.Instruments.Any(instrument => instrument.Rules.Any(rules => rules.Bounds is not null)) || setup.Instruments.Any(instrument => FeeMeter.NeedsPrices(options.FeesOf(instrument.Id))) || setup.Accounts.Any(account => account.Funds == FundsPolicy.InitialMargin);
        orders = new WorkingOrders(setup);
        answers = new VenueAnswers(venue);
        links = new LinkedOrders(venue, orders, answers);
        watch = new FillWatch(setup);
        var closer = new ForcedCloser(venue, orders, answers, links);
        if (hasContracts) venue.Contracts = new ContractDesk(setup, venue.Book, options.Margin, closer);
        if (setup.Accounts.Any(account => account.Kind == AccountKind.InTransit)) transfers = new TransferDesk(setup, venue.Book, options.Transfers, closer);
        if (options.Interest is { } interest) venue.Interest = new InterestDesk(setup, venue.Book, interest, closer);
        var fees = new FeeMeters(options, setup, venue.Book);
        execution = new FillExecution(venue, orders, answers, links, fees, watch);
        matching = new BarMatching(venue, orders, answers, links, execution);
        books = BookMatching.Of(venue, answers, links, execution, needsPrices);
    }

    /// <summary>Tells the time while the venue is idle and nobody tells it; null where it is always told.</summary>
    internal Clock? Clock { get; set; }

    public VenueCapabilities Capabilities => venue.Options.Capabilities;

    /// <summary>The venue's own accounts, independent of what the engine believes.</summary>
    public AccountBook Book => venue.Book;

    public int WorkingOrderCount => orders.Count;

    /// <summary>Large orders and fills over gaps so far.</summary>
    public FillCounts Counts => watch.Counts;

    /// <summary>When the venue next does something by itself (an order expires, a transfer arrives); <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant NextDue => transfers is null ? orders.Expiries.NextDue : Instant.Min(orders.Expiries.NextDue, transfers.NextDue);

    /// <summary>How many transfers were refused for each reason that occurred.</summary>
    public IEnumerable<(TransferRefusal Reason, int Count)> TransferRefusals => transfers?.Refusals ?? [];

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

    /// <summary>Takes the next answer if it says that an order was accepted; else null.</summary>
    internal OrderRequest? TakeAcceptance(out Instant time) => answers.TakeAcceptance(out time);

    /// <summary>Takes the next answer if it is about an order, without an event around it; else null.</summary>
    internal OrderEvent? TakeOrderAnswer(out Instant time) => answers.TakeOrderAnswer(out time);

    /// <summary>Whether some answer has reached us and waits to be read.</summary>
    public bool HasAnswers => !isIdle && answers.Count > 0 && answers.First.Time <= venue.Now;

    /// <summary>When the next answer reaches us; the end of time when none is under way.</summary>
    public Instant NextAnswer => answers.Count == 0 ? Instant.MaxValue : answers.First.Time;

    /// <summary>Whether the venue has no order, no answer and no price to keep: market events then mean nothing to it but the time.</summary>
    internal bool IsIdle => isIdle || FindIdle();

    private bool FindIdle() => isIdle = !needsPrices && orders.Count == 0 && answers.Count == 0 && NextDue == Instant.MaxValue;

    /// <summary>The time alone, while the venue is idle.</summary>
    internal void SetTime(Instant time) => venue.AdvanceTo(time);

    /// <summary>Tells the venue that time has passed: orders arrive at the new time, and what is due by then expires.</summary>
    public void AdvanceTo(Instant time)
    {
        venue.AdvanceTo(time);
        if (NextDue <= time) ActOnTime();
    }

    /// <summary>Lets resting orders meet a market event; to be called before the engine sees it.</summary>
    public void OnMarket(in EngineEvent market)
    {
        venue.AdvanceTo(market.ReceivedAt);
        switch (market.Kind)
        {
            case EngineEventKind.Bar:
                var bar = market.AsBar();
                OnMarket(new BarArrival(market.Instrument, bar, market.EventTime, market.ClosesInstant));
                return;
            case EngineEventKind.Funding:
                venue.Contracts?.TakeFunding(market.Instrument, market.AsFunding());
                if (books is not null && books.Has(market.Instrument)) venue.Contracts?.BeforeBar(market.Instrument, Bar.OfPrice(venue.Now, Book.LastPrice(market.Instrument)));
                break;
            case EngineEventKind.Trade:
                if (needsPrices) Book.PriceChanged(market.Instrument, market.AsTrade().Price);
                break;
            case EngineEventKind.Quote:
                if (needsPrices) Book.PriceChanged(market.Instrument, market.AsQuote().Mid);
                break;
        }
        TimeHasPassed();
    }

    /// <summary>Lets resting orders meet a bar; to be called before the engine sees it.</summary>
    public void OnMarket(in BarArrival market)
    {
        venue.AdvanceTo(market.CloseTime);
        if (needsPrices || orders.At(market.Instrument).Count > 0) TakeBar(market);
        // At a close time every bar of it comes first: an order good till then still takes part in them.
        if (market.ClosesInstant) TimeHasPassed();
    }

    /// <summary>The recorded book of an instrument comes without trades. Only before the first message.</summary>
    internal void HasNoTrades(InstrumentIndex instrument) => books!.HasNoTrades(instrument);

    /// <summary>Something happened in an order book of the venue, whenever we hear of it.</summary>
    /// <param name="market">What.</param>
    /// <param name="time">When; never before what happened last.</param>
    internal void OnMarket(in BookArrival market, Instant time)
    {
        venue.AdvanceTo(time);
        books!.OnMarket(market);
        TimeHasPassed();
    }

    private void TimeHasPassed()
    {
        venue.Interest?.AdvanceTo(venue.Now);
        if (NextDue <= venue.Now) ActOnTime();
    }

    /// <summary>Tells the venue that several strategies share its accounts. Only before the first order.</summary>
    internal void KeepStrategiesApart() => venue.Holdings = new StrategyHoldings();

    public void Submit(OrderRequest request, JournalSequence after)
    {
        Wake();
        Take(new RestingOrder(request, venue.Now));
    }

    /// <summary>Takes an order that was some time under way.</summary>
    /// <param name="request">The order.</param>
    /// <param name="answerDelay">How long answers about it take.</param>
    internal void Submit(OrderRequest request, Duration answerDelay) => Take(new RestingOrder(request, venue.Now) { IsDelayed = true, AnswerDelay = answerDelay });

    /// <summary>Ends the idleness of the venue, whose time stood still meanwhile.</summary>
    private void Wake()
    {
        if (!isIdle) return;
        isIdle = false;
        if (Clock is { } clock) venue.AdvanceTo(clock.Now);
    }

    private void Take(RestingOrder order)
    {
        Wake();
        var hasEnded = ended is not null && ended.HasEnded(order.Request.Instrument, venue.Now);
        var refusal = hasEnded ? VenueAdmission.SettlementRefusalOf(order.Request, venue) : VenueAdmission.RefusalOf(order.Request, venue, orders, Capabilities);
        if (refusal != OrderReason.None)
        {
            answers.Add(order, OrderEventKind.Rejected, venue.Now, refusal);
            return;
        }
        orders.Add(order);
        // Its parent may have filled in part before it came.
        if (order.Request.IsContingent) order.Contingency!.ParentFilled = orders.Find(order.Request.Parent)?.Filled.Value ?? 0m;
        answers.AddAcceptance(order);
        if (order.Request.OcoGroup != 0) links.Join(order);
        if (hasEnded) execution.Settle(order);
        else if (books is not null && order.IsOpen && books.Has(order.Request.Instrument)) books.Arrived(order);
    }

    public void Amend(OrderId order, Amendment change, JournalSequence after) => Amend(order, change, Duration.Zero);

    public void Cancel(OrderId order, JournalSequence after) => Cancel(order, Duration.Zero);

    /// <summary>Changes an order by a request that was some time under way.</summary>
    internal void Amend(OrderId order, Amendment change, Duration answerDelay)
    {
        Wake();
        if (orders.Find(order) is not { } found)
        {
            answers.AddMissing(order, OrderEventKind.AmendRejected, answerDelay);
            return;
        }
        var refusal = VenueAdmission.RefusalOf(change, found, venue, Capabilities);
        if (refusal != OrderReason.None)
        {
            answers.Add(found, OrderEventKind.AmendRejected, venue.Now, refusal);
            return;
        }
        var isLess = change.Quantity is not { } total || total.Value <= found.Quantity;
        found.Amend(change, venue.Now);
        answers.AddTerms(found);
        if (books is not null && books.Has(found.Request.Instrument)) books.Amended(found, change, isLess);
    }

    /// <summary>Cancels an order by a request that was some time under way.</summary>
    internal void Cancel(OrderId order, Duration answerDelay)
    {
        Wake();
        if (orders.Find(order) is not { } found)
        {
            answers.AddMissing(order, OrderEventKind.CancelRejected, answerDelay);
            return;
        }
        links.End(found, OrderEventKind.Canceled, OrderReason.Requested);
        books?.Canceled(found);
    }

    public void Transfer(TransferRequest request, JournalSequence after)
    {
        if (transfers is null) throw new InvalidOperationException("a session without accounts for what is under way moves nothing between accounts");
        Wake();
        transfers.Take(request, venue.Now);
    }

    private void TakeBar(in BarArrival market)
    {
        var instrument = market.Instrument;
        // Orders that meet a book do not meet its bars, and its prices come from its middle.
        if (books is not null && books.Has(instrument)) return;
        ref readonly var bar = ref market.Bar;
        if (venue.Contracts is not null || orders.At(instrument).Count > 0)
        {
            venue.BarClose = market.CloseTime;
            matching.Match(instrument, bar);
            watch.Matched(instrument, bar.OpenTime);
        }
        if (!needsPrices) return;
        Book.PriceChanged(instrument, bar.Close);
        ended?.BarClosed(instrument, market.CloseTime);
    }

    private void ActOnTime()
    {
        transfers?.AdvanceTo(venue.Now);
        while (orders.Expiries.TakeDue(venue.Now) is { } order)
            if (order.IsOpen) links.End(order, OrderEventKind.Expired, OrderReason.ExpiryReached);
    }
}
