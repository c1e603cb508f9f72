using System.Text.Json;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.State;

/// <summary>Brings an exchange back to a state, before anybody uses it. The simulated traders quote anew.</summary>
internal static class StateReader
{
    /// <summary>Rules under which prices and ids go on where they were.</summary>
    public static IEnumerable<MarketRules> Continue(IEnumerable<MarketRules> markets, ExchangeState.Core? state) => markets.Select(rules =>
        state?.Markets.FirstOrDefault(market => market.Symbol == rules.Symbol) is { } saved ? rules with { OpeningPrice = saved.LastPrice, FirstTradeId = saved.NextTradeId } : rules);

    public static void Restore(ExchangeCore core, ExchangeState.Core state)
    {
        var accounts = core.Accounts.Where(account => !account.IsAgent).ToDictionary(account => account.Name, StringComparer.Ordinal);
        accounts[ExchangeState.House] = core.House;
        foreach (var (name, account) in accounts)
            if (state.Balances.Any(balance => balance.Account == name)) account.Balances.Clear();
        foreach (var balance in state.Balances)
            if (accounts.TryGetValue(balance.Account, out var account)) (account.Of(balance.Asset).Free, account.Of(balance.Asset).Locked) = (balance.Free, balance.Locked);
        foreach (var saved in state.Markets)
            core.FindMarket(saved.Symbol)?.Restore(saved.UpdateId, saved.NextOrderId, saved.Trades, saved.Aggregates, saved.Series.Select(series => (series.Interval, series.Items)));
        foreach (var saved in state.Orders)
        {
            if (!accounts.TryGetValue(saved.Account, out var account) || core.FindMarket(saved.Symbol) is not { } market) continue;
            var ticket = saved.Ticket with { Remarks = RemarksOf(saved) };
            core.Restore(new ExchangeOrder(saved.Id, market, account, ticket, saved.Quantity, saved.FeeAsset, saved.CreatedAt)
            {
                BeforeTrigger = saved.BeforeTrigger,
                ClientOrderId = saved.ClientOrderId,
                State = saved.State,
                Executed = saved.Executed,
                ExecutedQuote = saved.ExecutedQuote,
                Locked = saved.Locked,
                PreventedQuantity = saved.Prevented,
                UpdatedAt = saved.UpdatedAt,
                WorkingAt = saved.WorkingAt,
                TriggeredAt = saved.TriggeredAt,
            });
        }
        foreach (var saved in state.Fills)
            if (core.Ledger.Find(saved.Symbol, saved.OrderId) is { } order)
                core.Ledger.Add(new ExchangeFill(order, saved.TradeId, saved.Price, saved.Quantity, saved.Fee, saved.FeeAsset, saved.IsMaker, saved.Time) { RealizedPnl = saved.RealizedPnl });
        foreach (var saved in state.Pairs)
            if (core.Ledger.Find(saved.Symbol, saved.First) is { } first && core.Ledger.Find(saved.Symbol, saved.Second) is { } second)
                core.Restore(new OrderPair(saved.Id, saved.ClientId, first, second, saved.CreatedAt));
        core.NextPairId = state.NextPairId;
    }

    public static void Restore(ContractCore core, ExchangeState state)
    {
        Restore(core, state.Contracts!);
        foreach (var saved in state.Holders)
        {
            if (core.Accounts.FirstOrDefault(account => !account.IsAgent && account.Name == saved.Account) is not { } account) continue;
            var holder = core.Of(account);
            holder.IsHedged = saved.IsHedged;
            foreach (var market in saved.Markets)
                if (core.FindMarket(market.Symbol) is { } known)
                {
                    holder.SetLeverage(known, market.Leverage);
                    holder.SetIsolated(known, market.IsIsolated);
                }
            holder.Income.Clear();
            holder.Income.AddRange(saved.Income);
            foreach (var position in saved.Positions)
                if (core.FindMarket(position.Symbol) is { } market)
                    core.Restore(holder, market, position.Side, position.Quantity, position.EntryValue, position.IsolatedWallet, position.RealizedPnl, position.UpdatedAt);
        }
        foreach (var mark in state.Marks)
            if (core.FindMarket(mark.Symbol) is { } market) core.MarkOf(market).Restore(mark.NextFunding, mark.Fundings.Select(paid => (paid.Time, paid.Rate, paid.Price)));
    }

    private static object? RemarksOf(ExchangeState.Order saved) =>
        saved is { RemarksType: { } name, Remarks: { } json } && typeof(StateReader).Assembly.GetType(name) is { } type ? json.Deserialize(type, ExchangeState.Options) : null;
}
