using Tidemark.Engine.Orders;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>Gathers what an account has for a new order: balances, what working orders have promised, exposure elsewhere.</summary>
internal static class FundsLens
{
    public static FundsView Look(SessionSetup setup, Portfolio portfolio, OrderLedger orders, InstrumentIndex instrument, decimal price)
    {
        var account = portfolio.AccountOf(instrument);
        var id = setup.Instruments[instrument.Value].Id;
        var policy = account.Setup.Funds;
        var (reservedBase, reservedQuote) = policy == FundsPolicy.OwnedAssets ? Reserved(setup, portfolio, orders, instrument) : (0m, 0m);
        var (equity, otherExposure) = policy == FundsPolicy.InitialMargin ? Margin(setup, portfolio, instrument, price) : (0m, 0m);
        return new FundsView(policy, account.Balance(id.Base), account.Balance(id.Quote), reservedBase, reservedQuote, equity, otherExposure, account.Setup.Leverage);
    }

    /// <summary>What working orders on the same account would take of the instrument's base and quote currency.</summary>
    private static (decimal Base, decimal Quote) Reserved(SessionSetup setup, Portfolio portfolio, OrderLedger orders, InstrumentIndex instrument)
    {
        if (orders.Active.Count == 0) return default;
        var id = setup.Instruments[instrument.Value].Id;
        var account = portfolio.AccountIndexOf(instrument);
        decimal baseTaken = 0m, quoteTaken = 0m;
        foreach (var order in orders.Active)
        {
            if (order.Request.Account != account || order.Request.IsContingent || order.Request.ReduceOnly || order.IsCancelPending) continue;
            var other = setup.Instruments[order.Instrument.Value].Id;
            var remaining = order.RemainingQuantity.Value;
            var last = portfolio.LastPrice(order.Instrument);
            var price = order.LimitPrice?.Value ?? order.StopPrice?.Value ?? (double.IsNaN(last) ? 0m : (decimal)last);
            var (asset, amount) = order.Side == Side.Sell ? (other.Base, remaining) : (other.Quote, remaining * price * (1m + portfolio.AccountOf(instrument).Setup.Fees.Worst));
            if (asset == id.Base) baseTaken += amount;
            if (asset == id.Quote) quoteTaken += amount;
        }
        return (baseTaken, quoteTaken);
    }

    private static (decimal Equity, decimal OtherExposure) Margin(SessionSetup setup, Portfolio portfolio, InstrumentIndex instrument, decimal price)
    {
        var rate = portfolio.QuoteRate(instrument);
        var account = portfolio.AccountIndexOf(instrument);
        decimal exposure = 0m;
        for (var index = 0; index < setup.Instruments.Length; index++)
        {
            var other = new InstrumentIndex(index);
            if (other == instrument || portfolio.AccountIndexOf(other) != account) continue;
            var position = portfolio.AccountPosition(other);
            if (position != 0m) exposure += Math.Abs(position) * (decimal)(portfolio.LastPrice(other) * portfolio.QuoteRate(other) / rate);
        }
        var equity = portfolio.EquityOf(account) / rate;
        return (price == 0m || !double.IsFinite(equity) ? 0m : (decimal)equity, exposure);
    }
}
