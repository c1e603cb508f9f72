using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Shadows;

/// <summary>
/// Where the orders of a shadow end: market orders fill whole at the next open, limits at their price when a later bar goes beyond it, or
/// at its open if that is better; both pay the higher of the account's fee rates. Stops, trailing stops and brackets are run by the
/// engine, so they are seen at a close and leave at the next open, as the position of the strategy above can at the earliest.
/// </summary>
internal sealed class ShadowVenue(SessionSetup setup, Func<Instant> now) : IExecutionClient
{
    private readonly List<Resting> orders = [];
    private readonly Queue<OrderEvent> answers = new();
    private readonly decimal[] held = new decimal[setup.Instruments.Length];
    private long trades;

    public VenueCapabilities Capabilities { get; } = new(VenueFeatures.ReduceOnly | VenueFeatures.Amendments | VenueFeatures.FillOrKill | VenueFeatures.PostOnly);

    /// <summary>The next answer, if there is one.</summary>
    public bool TryTakeAnswer(out OrderEvent answer) => answers.TryDequeue(out answer!);

    public void Submit(OrderRequest request, JournalSequence after)
    {
        orders.Add(new Resting(request, now()));
        Answer(request.Id, OrderEventKind.Accepted);
    }

    public void Amend(OrderId order, Amendment change, JournalSequence after)
    {
        if (orders.Find(candidate => candidate.Request.Id == order) is not { } resting)
        {
            Answer(order, OrderEventKind.AmendRejected, OrderReason.OrderAlreadyClosed);
            return;
        }
        resting.Request = resting.Request with { Quantity = change.Quantity ?? resting.Request.Quantity, LimitPrice = change.LimitPrice ?? resting.Request.LimitPrice };
        answers.Enqueue(new OrderEvent { Kind = OrderEventKind.Amended, Order = order, Time = now(), Amendment = change });
    }

    public void Cancel(OrderId order, JournalSequence after)
    {
        var isFound = orders.RemoveAll(candidate => candidate.Request.Id == order) > 0;
        Answer(order, isFound ? OrderEventKind.Canceled : OrderEventKind.CancelRejected, isFound ? OrderReason.Requested : OrderReason.OrderAlreadyClosed);
    }

    /// <summary>A shadow has enough on every account: nothing has to be moved.</summary>
    public void Transfer(TransferRequest request, JournalSequence after) { }

    /// <summary>Lets the orders of an instrument meet a bar that opened after they came.</summary>
    public void Meet(InstrumentIndex instrument, in Bar bar)
    {
        for (var index = 0; index < orders.Count; index++)
        {
            var order = orders[index];
            if (order.Request.Instrument != instrument || order.Since > bar.OpenTime) continue;
            if (PriceOf(order.Request, bar) is { } price) Fill(order, bar, price);
            else if (order.Request.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok) Answer(order.Request.Id, OrderEventKind.Canceled, OrderReason.NotImmediatelyFillable);
            else continue;
            orders.RemoveAt(index--);
        }
    }

    private static double? PriceOf(OrderRequest request, in Bar bar)
    {
        if (request.Type == OrderType.Market) return bar.Open;
        var limit = request.LimitPrice!.Value.ToDouble();
        if (request.Side == Side.Buy) return bar.Open <= limit ? bar.Open : bar.Low < limit ? limit : null;
        return bar.Open >= limit ? bar.Open : bar.High > limit ? limit : null;
    }

    private void Fill(Resting order, in Bar bar, double price)
    {
        var request = order.Request;
        ref var position = ref held[request.Instrument.Value];
        var quantity = request.OnlyReduces ? Funds.ClosingPart(position, request.Side, request.Quantity.Value) : request.Quantity.Value;
        if (quantity <= 0m)
        {
            Answer(request.Id, OrderEventKind.Canceled, OrderReason.NothingToReduce);
            return;
        }
        position += request.Side.Sign() * quantity;
        var id = setup.Instruments[request.Instrument.Value].Id;
        var exact = Price.FromMarket(price);
        var fill = new Fill
        {
            Order = request.Id,
            Instrument = request.Instrument,
            Side = request.Side,
            Time = bar.OpenTime,
            Price = exact,
            Quantity = new Quantity(quantity),
            Fee = ContractValue.Notional(id.IsInverse, quantity, exact.Value) * setup.Accounts[request.Account].Fees.Worst,
            FeeAsset = id.Money,
            TradeId = new TradeId(++trades),
            Account = request.Account,
            Strategy = request.Strategy,
            Tag = request.Tag,
            IsInverse = id.IsInverse,
        };
        var isWhole = quantity == request.Quantity.Value;
        answers.Enqueue(new OrderEvent { Kind = isWhole ? OrderEventKind.Filled : OrderEventKind.PartiallyFilled, Order = request.Id, Time = bar.OpenTime, Fill = fill, CumulativeQuantity = fill.Quantity });
        if (!isWhole) Answer(request.Id, OrderEventKind.Canceled, OrderReason.NothingToReduce);
    }

    private void Answer(OrderId order, OrderEventKind kind, OrderReason reason = OrderReason.None) =>
        answers.Enqueue(new OrderEvent { Kind = kind, Order = order, Time = now(), Reason = reason });

    private sealed class Resting(OrderRequest request, Instant since)
    {
        public OrderRequest Request { get; set; } = request;

        public Instant Since { get; } = since;
    }
}
