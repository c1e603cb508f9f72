using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Exchange.Contracts;

/// <summary>What an account has, holds and could lose, in the words of Binance's account information; all at the mark prices of now.</summary>
internal sealed class Margin(ContractCore core, ContractAccount account)
{
    public decimal Wallet => account.Owner.Of(ContractCore.MarginAsset).Free;

    /// <summary>The part of the wallet that stands behind all positions that are not isolated.</summary>
    public decimal CrossWallet => Wallet - account.Positions.Sum(position => position.IsolatedWallet);

    public decimal CrossPnl => Crossed.Sum(Pnl);

    public decimal TotalPnl => account.Positions.Sum(Pnl);

    public decimal TotalMaintenance => account.Positions.Sum(Maintenance);

    public decimal PositionInitial => account.Positions.Sum(Initial);

    public decimal OpenOrderInitial => core.Markets.Sum(OpenOrderInitialOf);

    /// <summary>What may be put into new positions; never below zero.</summary>
    public decimal Available => Math.Max(0, CrossWallet + CrossPnl - Crossed.Sum(Initial) - OpenOrderInitial);

    private IEnumerable<ContractPosition> Crossed => account.Positions.Where(position => !account.IsIsolated(position.Market));

    public decimal Pnl(ContractPosition position) => Math.Round(position.PnlAt(MarkOf(position.Market)), 8);

    public decimal Notional(ContractPosition position) => Math.Round(position.ValueAt(MarkOf(position.Market)), 8);

    public decimal Initial(ContractPosition position) => Math.Round(Math.Abs(Notional(position)) / account.LeverageOf(position.Market), 8);

    public decimal Maintenance(ContractPosition position) =>
        position.Quantity == 0 ? 0 : Math.Round(ContractMarkets.TableOf(position.Market).MarginOf(Math.Abs(Notional(position))), 8);

    /// <summary>What a position that is isolated has behind it, its profit included.</summary>
    public decimal Isolated(ContractPosition position) => account.IsIsolated(position.Market) && position.Quantity != 0 ? position.IsolatedWallet + Pnl(position) : 0;

    /// <summary>What the open orders of a market hold beyond its positions.</summary>
    /// <param name="more">An order that is not there yet, and its price.</param>
    public decimal OpenOrderInitialOf(Market market, OrderTicket? more, decimal moreQuantity, decimal morePrice)
    {
        var total = 0m;
        foreach (var side in account.IsHedged ? (ContractSide[])[ContractSide.Long, ContractSide.Short] : [ContractSide.Both])
        {
            var position = account.Find(market, side) is { } held ? Notional(held) : 0;
            var (bids, asks) = OpenOf(market, side);
            if (more is not null && more.Contract!.Position == side)
            {
                if (more.Side == Side.Buy) bids += moreQuantity * morePrice;
                else asks += moreQuantity * morePrice;
            }
            var worst = side switch
            {
                ContractSide.Long => position + bids,
                ContractSide.Short => Math.Abs(position) + asks,
                _ => Math.Max(Math.Abs(position + bids), Math.Abs(position - asks)),
            };
            total += Math.Max(0, worst - Math.Abs(position));
        }
        return Math.Round(total / account.LeverageOf(market), 8);
    }

    public decimal OpenOrderInitialOf(Market market) => OpenOrderInitialOf(market, null, 0, 0);

    /// <summary>The value of the open orders of a position that make it larger, by side.</summary>
    public (decimal Bids, decimal Asks) OpenOf(Market market, ContractSide side)
    {
        var (bids, asks) = (0m, 0m);
        foreach (var order in market.Live.Values)
        {
            if (!ReferenceEquals(order.Account, account.Owner) || order.WorkingAt is null || order.Ticket.Contract is not { } terms || terms.Position != side || ContractCore.Reduces(order.Ticket)) continue;
            var value = (order.Quantity - order.Executed) * (order.Ticket.Price ?? MarkOf(market));
            if (order.Side == Side.Buy) bids += value;
            else asks += value;
        }
        return (bids, asks);
    }

    /// <summary>The mark price at which the exchange closes a position; null where there is none.</summary>
    public decimal? LiquidationPriceOf(ContractPosition position)
    {
        if (position.Quantity == 0) return null;
        var table = ContractMarkets.TableOf(position.Market);
        if (account.IsIsolated(position.Market)) return LiquidationPrice.Find(false, position.Quantity, position.EntryValue, position.IsolatedWallet, table);
        var others = Crossed.Where(other => other.Market != position.Market && other.Quantity != 0);
        var backing = CrossWallet + others.Sum(other => Pnl(other) - Maintenance(other));
        var same = Crossed.Where(other => other.Market == position.Market && other.Quantity != 0).Select(other => (other.Quantity, other.EntryValue)).ToArray();
        return LiquidationPrice.Find(false, same, backing, table, false, MarkOf(position.Market));
    }

    private decimal MarkOf(Market market) => core.MarkOf(market).Mark;
}
