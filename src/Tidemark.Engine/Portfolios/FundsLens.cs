using Tidemark.Engine.Orders;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>Gathers what an account has for an order: balances, what working orders have promised, exposure elsewhere.</summary>
internal static class FundsLens
{
    /// <summary>What is there when nothing is promised to other orders: the view of the venue at a fill.</summary>
    public static void Look(SessionSetup setup, AccountBook book, InstrumentIndex instrument, out FundsView funds)
    {
        var account = book.AccountOf(instrument).Setup;
        funds = default;
        funds.Policy = account.Funds;
        funds.Base = book.HoldingOf(instrument);
        funds.Quote = book.CashOf(instrument);
        funds.Leverage = account.Leverage;
        funds.IsInverse = setup.Instruments[instrument.Value].Id.IsInverse;
        if (account.Funds == FundsPolicy.InitialMargin) (funds.Equity, funds.OtherExposure) = Margin(setup, book, instrument);
    }

    /// <summary>The view of one of two positions side by side: the other takes its margin like any other instrument.</summary>
    public static void Narrow(ref FundsView funds, AccountBook book, InstrumentIndex instrument, PositionSide side)
    {
        if (side == PositionSide.Flat) return;
        funds.Base = book.HoldingOf(instrument, side);
        var other = book.GrossHoldingOf(instrument) - Math.Abs(funds.Base);
        if (other != 0m && book.LastPrice(instrument) is > 0 and var last) funds.OtherExposure += book.NotionalOf(instrument, other, (decimal)last);
    }

    /// <summary>The same less what working orders have promised: the view of the risk gate.</summary>
    public static void Look(SessionSetup setup, AccountBook book, InstrumentIndex instrument, OrderLedger orders, Order? except, int ocoGroup, out FundsView funds)
    {
        Look(setup, book, instrument, out funds);
        if (funds.Policy == FundsPolicy.OwnedAssets && orders.Active.Count > 0)
            (funds.ReservedBase, funds.ReservedQuote) = Reserved(setup, book, orders, instrument, except, ocoGroup);
    }

    private static (decimal Base, decimal Quote) Reserved(SessionSetup setup, AccountBook book, OrderLedger orders, InstrumentIndex instrument, Order? except, int ocoGroup)
    {
        var id = setup.Instruments[instrument.Value].Id;
        var account = book.AccountIndexOf(instrument);
        decimal baseTaken = 0m, quoteTaken = 0m;
        foreach (var order in orders.Active)
        {
            if (order == except || order.Request.Account != account || order.Request.IsContingent || order.Request.ReduceOnly || order.IsCancelPending) continue;
            // Of a group only one fills.
            if (ocoGroup != 0 && order.Request.OcoGroup == ocoGroup) continue;
            var other = setup.Instruments[order.Instrument.Value].Id;
            var remaining = order.RemainingQuantity.Value;
            var last = book.LastPrice(order.Instrument);
            var price = order.LimitPrice?.Value ?? order.StopPrice?.Value ?? (double.IsNaN(last) ? 0m : (decimal)last);
            var isSell = order.Side == Side.Sell;
            var asset = isSell ? other.Base : other.Quote;
            var amount = isSell ? remaining : remaining * price * (1m + book.AccountOf(instrument).Setup.Fees.Worst);
            if (asset == id.Base) baseTaken += amount;
            if (asset == id.Quote) quoteTaken += amount;
        }
        return (baseTaken, quoteTaken);
    }

    private static (decimal Equity, decimal OtherExposure) Margin(SessionSetup setup, AccountBook book, InstrumentIndex instrument)
    {
        var rate = book.QuoteRate(instrument);
        var account = book.AccountIndexOf(instrument);
        var exposure = 0m;
        for (var index = 0; index < setup.Instruments.Length; index++)
        {
            var other = new InstrumentIndex(index);
            if (other == instrument || book.AccountIndexOf(other) != account) continue;
            var holding = book.GrossHoldingOf(other);
            if (holding == 0m) continue;
            exposure += setup.Instruments[index].Id.IsInverse
                ? (book.LastPrice(other) is > 0 and var last ? book.NotionalOf(other, holding, (decimal)last) : 0m) * AccountBook.ToDecimalRate(book.QuoteRate(other) / rate)
                : Math.Abs(holding) * AccountBook.ToDecimalRate(book.LastPrice(other) * book.QuoteRate(other) / rate);
        }
        return (AccountBook.ToDecimalRate(book.EquityOf(account) / rate), exposure);
    }
}
