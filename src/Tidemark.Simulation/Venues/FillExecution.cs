using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;

namespace Tidemark.Simulation.Venues;

/// <summary>Executes a match: how much of it the volume and the account allow, at what price after slippage, with what fee.</summary>
internal sealed class FillExecution(VenueState venue, WorkingOrders orders, VenueAnswers answers, LinkedOrders links, FeeMeters fees, FillWatch watch)
{
    public void Fill(RestingOrder order, in Bar bar, in BarMatcher.Match match, ref VolumeLimit volume)
    {
        var quantity = order.Working;
        if (order.Request.OnlyReduces)
        {
            quantity = Closable(order, quantity, bar.OpenTime);
            if (Math.Sign(quantity) == 0)
            {
                links.End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
                return;
            }
        }
        var wanted = quantity;
        var isKilledUnlessWhole = order.Request.TimeInForce == TimeInForce.Fok;
        // Whole means what was asked for, not what could be reduced or has been released.
        if (isKilledUnlessWhole && quantity < order.Remaining) return;
        if (!volume.Allows(quantity))
        {
            if (isKilledUnlessWhole) return;
            quantity = venue.InstrumentOf(order).RoundQuantity(volume.Left, Rounding.Down, bar.OpenTime).Value;
            if (quantity <= 0m) return;
        }
        var price = PriceOf(order, bar, match, quantity);
        var affordable = Affordable(order, quantity, price.Price.Value, match.Role);
        var isWhole = Exact.Compare(affordable, quantity) >= 0;
        if (!isWhole && isKilledUnlessWhole) affordable = 0m;
        if (Math.Sign(affordable) > 0)
        {
            var filled = ExecuteParts(order, bar, affordable, price, match);
            volume.Take(filled);
            watch.Note(order, bar, wanted);
        }
        if (!isWhole && order.IsOpen) links.End(order, OrderEventKind.Rejected, OrderReason.InsufficientFunds);
        // A fee in base currency leaves less to sell than was bought: an exit with nothing left to reduce must not wait for the next position.
        if (order.Request.OnlyReduces && affordable > 0m && order.IsOpen && Closable(order, order.Remaining, bar.OpenTime) == 0m)
            links.End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
    }

    /// <summary>Closes a position in an instrument that is not traded any more: at the last price, whole and without slippage, since no market could give another.</summary>
    public void Settle(RestingOrder order)
    {
        var last = venue.Book.LastPrice(order.Request.Instrument);
        var quantity = Funds.ClosingPart(venue.ReducibleBy(order.Request), order.Request.Side, order.Remaining);
        Execute(order, venue.Now, quantity, new FillPrice(Price.FromMarket(last), last), new BarMatcher.Match(last, null, LiquidityRole.Taker));
        if (order.IsOpen) links.End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
    }

    /// <summary>
    /// Executes at a price of an order book, as far as there is something to reduce and the account can carry it; what it cannot carry ends
    /// the order. Fill-or-kill has passed <see cref="AllowsWhole"/>. Returns how much filled.
    /// </summary>
    public decimal FillAt(RestingOrder order, Instant time, decimal quantity, Price price, LiquidityRole role)
    {
        if (order.Request.OnlyReduces)
        {
            quantity = Closable(order, quantity, time);
            if (quantity == 0m)
            {
                links.End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
                return 0m;
            }
        }
        var affordable = order.Request.TimeInForce == TimeInForce.Fok ? quantity : Affordable(order, quantity, price.Value, role);
        var isWhole = Exact.Compare(affordable, quantity) >= 0;
        var filled = Math.Min(affordable, quantity);
        if (filled > 0m) Execute(order, time, filled, new FillPrice(price, 0), new BarMatcher.Match(price.ToDouble(), null, role));
        if (!isWhole && order.IsOpen) links.End(order, OrderEventKind.Rejected, OrderReason.InsufficientFunds);
        else if (order.Request.OnlyReduces && order.IsOpen && Closable(order, order.Remaining, time) == 0m) links.End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
        return filled;
    }

    /// <summary>Whether all that is left of an order can be reduced, and be carried at the best and at the worst price that it takes; what cannot ends.</summary>
    public bool AllowsWhole(RestingOrder order, decimal best, decimal worst)
    {
        if (order.Request.OnlyReduces && Closable(order, order.Remaining, venue.Now) is var closable && closable < order.Remaining)
        {
            if (closable == 0m) links.End(order, OrderEventKind.Canceled, OrderReason.NothingToReduce);
            return false;
        }
        if (Affordable(order, order.Remaining, best, LiquidityRole.Taker) >= order.Remaining && Affordable(order, order.Remaining, worst, LiquidityRole.Taker) >= order.Remaining) return true;
        links.End(order, OrderEventKind.Rejected, OrderReason.InsufficientFunds);
        return false;
    }

    /// <summary>
    /// An iceberg that rests fills part by part: all parts when the price goes beyond it, since nobody trades there before the hidden
    /// rest is gone; only the part shown when the price just touches it. Everything else fills at once. Returns how much filled.
    /// </summary>
    private decimal ExecuteParts(RestingOrder order, in Bar bar, decimal quantity, in FillPrice price, in BarMatcher.Match match)
    {
        if (order.Displayed is not { } displayed || match.Role == LiquidityRole.Taker)
        {
            Execute(order, bar.OpenTime, quantity, price, match);
            return quantity;
        }
        var level = price.Price.ToDouble();
        var isBeyond = match.OwnPrice is null || (order.Request.Side == Side.Buy ? bar.Low < level : bar.High > level);
        var filled = 0m;
        do
        {
            var part = Math.Min(displayed.Left, quantity - filled);
            displayed.Take(part);
            Execute(order, bar.OpenTime, part, price, match);
            filled += part;
        }
        while (isBeyond && filled < quantity && order.IsOpen);
        return filled;
    }

    /// <summary>How much of a quantity brings the position nearer to zero, in whole steps.</summary>
    private decimal Closable(RestingOrder order, decimal quantity, Instant time)
    {
        var closing = Funds.ClosingPart(venue.ReducibleBy(order.Request), order.Request.Side, quantity);
        return venue.InstrumentOf(order).RoundQuantity(closing, Rounding.Down, time).Value;
    }

    /// <summary>The price after slippage, never beyond a limit. Plain limit orders name their price and do not slip.</summary>
    private FillPrice PriceOf(RestingOrder order, in Bar bar, in BarMatcher.Match match, decimal quantity)
    {
        var isBuy = order.Request.Side == Side.Buy;
        var isLimited = order.Request.Type == OrderType.Limit;
        var fraction = match.Role == LiquidityRole.Taker && !isLimited ? venue.Options.Slippage.FractionOf(Exact.ToDouble(quantity), bar) : 0;
        var market = order.ActiveFrom > bar.OpenTime && match.OwnPrice is null ? Arrival.PriceAt(bar, venue.BarClose, order) : match.MarketPrice;
        if (fraction == 0) return new FillPrice(match.OwnPrice ?? Price.FromMarket(market), 0);
        var slipped = Exact.FromDouble(market * (isBuy ? 1 + fraction : 1 - fraction));
        var price = venue.InstrumentOf(order).RoundPrice(slipped, isBuy ? Rounding.Up : Rounding.Down, bar.OpenTime);
        var isBeyondLimit = order.Request.Type.HasLimit() && (isBuy ? price > order.LimitPrice : price < order.LimitPrice);
        return new FillPrice(isBeyondLimit ? order.LimitPrice!.Value : price, market);
    }

    /// <summary>How much of a quantity the account can carry at the fill price: all of it, or only what closes a position.</summary>
    private decimal Affordable(RestingOrder order, decimal quantity, decimal price, LiquidityRole role)
    {
        var instrument = order.Request.Instrument;
        FundsLens.Look(venue.Setup, venue.Book, instrument, out var funds);
        FundsLens.Narrow(ref funds, venue.Book, instrument, order.Request.PositionSide);
        var feeRate = fees.Of(instrument).RatesAt(instrument, venue.Now).For(role);
        if (Funds.Suffice(funds, order.Request.Side, quantity, price, feeRate)
            && (venue.Contracts is null || venue.Contracts.CanCarry(instrument, order.Request.PositionSide, order.Request.Side, quantity, price, feeRate))) return quantity;
        return funds.Policy == FundsPolicy.OwnedAssets ? 0m : Funds.ClosingPart(funds.Base, order.Request.Side, quantity);
    }

    private void Execute(RestingOrder order, Instant barOpen, decimal quantity, in FillPrice price, in BarMatcher.Match match)
    {
        var request = order.Request;
        var at = order.ActiveFrom > barOpen ? order.ActiveFrom : barOpen;
        var isInverse = venue.InstrumentOf(order).Id.IsInverse;
        var notional = isInverse ? ContractValue.Notional(true, quantity, price.Price.Value) : Exact.Multiply(price.Price.Value, quantity);
        var (fee, feeAsset) = fees.Of(request.Instrument).Take(request.Instrument, request.Side, at, quantity, notional, match.Role);
        var fill = new Fill
        {
            Order = order.Id,
            Instrument = request.Instrument,
            Side = request.Side,
            Time = at,
            Price = price.Price,
            Quantity = new Quantity(quantity),
            Fee = fee,
            FeeAsset = feeAsset,
            Role = match.Role,
            PriceBeforeSlippage = price.Unslipped,
            TradeId = venue.NextTradeId(),
            Account = request.Account,
            Strategy = request.Strategy,
            PositionSide = request.PositionSide,
            Tag = request.Tag,
            IsInverse = isInverse,
        };
        venue.Book.Book(fill, notional);
        venue.Holdings?.Take(fill, venue.InstrumentOf(order).Id.Base);
        venue.Contracts?.Filled(fill);
        order.Take(fill.Quantity);
        var isWhole = Math.Sign(order.Remaining) <= 0;
        if (isWhole) orders.Remove(order);
        answers.Add(order, isWhole ? OrderEventKind.Filled : OrderEventKind.PartiallyFilled, at, fill: fill);
        links.Filled(order, fill, barOpen, match.OwnPrice is not null);
    }

    /// <summary>At what price it fills.</summary>
    /// <param name="Price">With slippage.</param>
    /// <param name="Unslipped">Without; zero where there is none.</param>
    private readonly record struct FillPrice(Price Price, double Unslipped);
}
