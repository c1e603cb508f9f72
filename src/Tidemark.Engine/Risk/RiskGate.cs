using Tidemark.Engine.Orders;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Risk.Rules;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine.Risk;

/// <summary>Every order passes here before it is sent; the first rule that objects denies it. One file per rule in <c>Rules/</c>.</summary>
public sealed class RiskGate
{
    private readonly SessionSetup setup;
    private readonly AccountBook book;
    private readonly OrderLedger orders;
    private readonly RiskContext context;
    private readonly TradableInstruments tradable;

    internal RiskGate(SessionSetup setup, AccountBook book, OrderLedger orders, TradableInstruments tradable)
    {
        this.tradable = tradable;
        this.setup = setup;
        this.book = book;
        this.orders = orders;
        context = new RiskContext(setup.Limits) { WorkingOrders = WorkingOrders };
    }

    /// <summary>Whether new exposure is blocked; orders that reduce positions still pass.</summary>
    public bool IsHalted { get; internal set; }

    /// <param name="request">The order, or a working one with its new terms.</param>
    /// <param name="now">The engine's time.</param>
    /// <param name="amended">The working order that the request would change; it does not count against itself.</param>
    /// <param name="change">What of it would change; null when all of its terms are asked anew.</param>
    internal OrderReason Check(OrderRequest request, Instant now, Order? amended = null, Amendment? change = null)
    {
        Look(request, now, amended);
        context.Change = change;
        var reason = TermsRule.Check(context);
        if (reason == OrderReason.None) reason = OptionsRule.Check(context);
        if (reason == OrderReason.None) reason = PositionSideRule.Check(context);
        if (reason == OrderReason.None) reason = HaltRule.Check(context);
        if (reason == OrderReason.None) reason = TradableRule.Check(context);
        if (reason == OrderReason.None) reason = OrderSizeRule.Check(context);
        if (reason == OrderReason.None) reason = BoundsRule.Check(context);
        if (reason == OrderReason.None) reason = LimitsRule.Check(context);
        return reason == OrderReason.None ? FundsRule.Check(context) : reason;
    }

    private void Look(OrderRequest request, Instant now, Order? amended)
    {
        var instrument = request.Instrument;
        var last = book.LastPrice(instrument);
        context.Request = request;
        context.LastPrice = last;
        context.Now = now;
        context.Rules = setup.Instruments[instrument.Value].RulesAt(now);
        context.Price = request.LimitPrice?.Value ?? request.StopPrice?.Value ?? (double.IsNaN(last) ? null : Exact.FromDouble(last));
        FundsLens.Look(setup, book, instrument, orders, amended, request.OcoGroup, out context.Funds);
        FundsLens.Narrow(ref context.Funds, book, instrument, request.PositionSide);
        var account = book.AccountOf(instrument);
        context.PositionMode = account.Setup.PositionMode;
        context.FeeRate = account.WorstFee;
        context.OpenOrders = orders.Active.Count - (amended is null ? 0 : 1);
        context.IsHalted = IsHalted;
        context.Closed = tradable.RefusalOf(instrument, now);
        context.WorkingSameSide = WorkingSameSide(request, amended);
    }

    private (int Working, int Waiting) WorkingOrders(OrderRequest request)
    {
        var (working, waiting) = (0, 0);
        foreach (var order in orders.Active)
        {
            // What is asked about again does not count against itself.
            if (order.Instrument != request.Instrument || order.Id == request.Id) continue;
            working++;
            if (order.Type.WaitsForTrigger() && !order.IsTriggered) waiting++;
        }
        return (working, waiting);
    }

    private decimal WorkingSameSide(OrderRequest request, Order? amended)
    {
        var sum = 0m;
        for (var index = 0; index < orders.Active.Count; index++)
        {
            var order = orders.Active[index];
            if (order == amended || order.Instrument != request.Instrument || order.Side != request.Side || order.Request.IsContingent || order.Request.ReduceOnly || order.IsCancelPending) continue;
            if (order.Request.PositionSide != request.PositionSide || order.Request.OnlyReduces) continue;
            if (request.OcoGroup != 0 && order.Request.OcoGroup == request.OcoGroup) continue;
            sum += order.RemainingQuantity.Value;
        }
        return sum;
    }
}
