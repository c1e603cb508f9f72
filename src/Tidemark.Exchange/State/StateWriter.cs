using System.Text.Json;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.State;

/// <summary>Takes the state of an exchange; on its thread.</summary>
internal static class StateWriter
{
    private const int MostTrades = 1_000;
    private const int MostKlines = 1_000;

    public static byte[] Write(string dialect, IReadOnlyList<ExchangeState.Account> accounts, ExchangeCore core, ContractCore? contracts) =>
        JsonSerializer.SerializeToUtf8Bytes(new ExchangeState(ExchangeState.CurrentVersion, dialect, core.Time, [.. accounts], Of(core), contracts is null ? null : Of(contracts),
            contracts is null ? [] : [.. contracts.Accounts.Where(account => !account.IsAgent).Select(account => Of(contracts.Of(account), contracts))],
            contracts is null ? [] : [.. contracts.Markets.Select(contracts.MarkOf).Select(mark => new ExchangeState.Mark(mark.Market.Rules.Symbol, mark.NextFunding, [.. mark.Fundings.Select(paid => new ExchangeState.Funding(paid.Time, paid.Rate, paid.Mark))]))]),
            ExchangeState.Options);

    private static ExchangeState.Core Of(ExchangeCore core) => new(
        [.. core.Accounts.Where(account => !account.IsAgent || account == core.House).SelectMany(account => account.Balances, (account, item) => new ExchangeState.Balance(account == core.House ? ExchangeState.House : account.Name, item.Key, item.Value.Free, item.Value.Locked))],
        [.. core.Markets.Select(Of)], [.. core.Ledger.Orders.Select(Of)],
        [.. core.Ledger.Fills.Select(fill => new ExchangeState.Fill(fill.Order.Market.Rules.Symbol, fill.Order.Id, fill.TradeId, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.IsMaker, fill.Time, fill.RealizedPnl))],
        [.. core.Ledger.Pairs.Select(pair => new ExchangeState.Pair(pair.Id, pair.ClientId, pair.First.Market.Rules.Symbol, pair.First.Id, pair.Second.Id, pair.CreatedAt))], core.NextPairId);

    private static ExchangeState.MarketPart Of(Market market) => new(market.Rules.Symbol, market.LastPrice, market.UpdateId, market.NextOrderId, market.Engine.NextTradeId,
        [.. market.Trades.TakeLast(MostTrades)], [.. market.Aggregates.TakeLast(MostTrades)],
        [.. market.Series.Select(series => new ExchangeState.Bars(series.Interval.Name, [.. series.Items.TakeLast(MostKlines).Select(kline => kline.Values)]))]);

    private static ExchangeState.Order Of(ExchangeOrder order)
    {
        var remarks = order.Ticket.Remarks;
        return new ExchangeState.Order(order.Id, order.Market.Rules.Symbol, order.Account.Name, order.Ticket with { Remarks = null }, order.BeforeTrigger is { } before ? before with { Remarks = null } : null,
            order.ClientOrderId, order.FeeAsset, order.Quantity, order.State, order.Executed, order.ExecutedQuote, order.Locked, order.PreventedQuantity, order.CreatedAt, order.UpdatedAt, order.WorkingAt,
            order.TriggeredAt, remarks?.GetType().FullName, remarks is null ? null : JsonSerializer.SerializeToElement(remarks, remarks.GetType(), ExchangeState.Options));
    }

    private static ExchangeState.Holder Of(ContractAccount holder, ContractCore core) => new(holder.Owner.Name, holder.IsHedged,
        [.. core.Markets.Select(market => new ExchangeState.HolderMarket(market.Rules.Symbol, holder.LeverageOf(market), holder.IsIsolated(market)))],
        [.. holder.Positions.Select(position => new ExchangeState.Position(position.Market.Rules.Symbol, position.Side, position.Quantity, position.EntryValue, position.IsolatedWallet, position.RealizedPnl, position.UpdatedAt))],
        [.. holder.Income]);
}
