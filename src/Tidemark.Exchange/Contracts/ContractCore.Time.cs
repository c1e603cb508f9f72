using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Contracts;

/// <summary>What time brings: mark prices every second, funding every eight hours, and positions that are no longer covered.</summary>
internal sealed partial class ContractCore
{
    /// <summary>The part of the margin that must be kept at which an account is warned.</summary>
    private const decimal WarningRatio = 0.8m;

    private long markedSecond;

    /// <summary>A step of the exchange's time has gone by.</summary>
    public void Step()
    {
        if (Time.UnixSeconds == markedSecond) return;
        markedSecond = Time.UnixSeconds;
        foreach (var mark in marks.Values) mark.Update(spot?.FindMarket(mark.Market.Rules.Symbol), Time);
        foreach (var mark in marks.Values)
            while (mark.NextFunding <= Time) PayFunding(mark);
        foreach (var market in Markets) Trigger(market);
        foreach (var holder in holders.Values.Where(holder => !holder.Owner.IsAgent).ToArray()) Guard(holder);
        Hearer?.OnMarks();
    }

    /// <summary>From long to short positions where the rate is positive. What rounding leaves goes to the house.</summary>
    private void PayFunding(MarkPrice mark)
    {
        var rate = mark.EndInterval();
        var rest = 0m;
        foreach (var holder in holders.Values.ToArray())
        {
            var paid = holder.Positions.Where(position => position.Market == mark.Market && position.Quantity != 0).ToArray();
            foreach (var position in paid)
            {
                var amount = -Math.Round(position.ValueAt(mark.Mark) * rate, FeeDecimals);
                holder.Owner.Of(MarginAsset).Free += amount;
                if (holder.IsIsolated(mark.Market)) position.IsolatedWallet += amount;
                rest -= amount;
                Record(holder, IncomeKind.FundingFee, mark.Market.Rules.Symbol, amount, null);
            }
            if (paid.Length > 0 && !holder.Owner.IsAgent) Hearer?.OnAccount(holder, AccountChange.FundingFee, holder.IsIsolated(mark.Market) ? paid : []);
        }
        House.Of(MarginAsset).Free += rest;
    }

    /// <summary>Closes what is no longer covered, and warns before.</summary>
    private void Guard(ContractAccount holder)
    {
        var margin = new Margin(this, holder);
        foreach (var position in holder.Positions.Where(position => position.Quantity != 0 && holder.IsIsolated(position.Market)).ToArray())
            Judge(holder, [position], margin.Isolated(position), margin.Maintenance(position));
        var crossed = holder.Positions.Where(position => position.Quantity != 0 && !holder.IsIsolated(position.Market)).ToArray();
        if (crossed.Length > 0) Judge(holder, crossed, margin.CrossWallet + margin.CrossPnl, crossed.Sum(margin.Maintenance));
    }

    private void Judge(ContractAccount holder, ContractPosition[] positions, decimal backing, decimal kept)
    {
        if (backing <= kept)
        {
            Liquidate(holder, positions);
            return;
        }
        var isNear = kept >= backing * WarningRatio;
        var fresh = positions.Where(position => isNear && !position.IsWarned).ToArray();
        foreach (var position in positions) position.IsWarned = isNear;
        if (fresh.Length > 0) Hearer?.OnMarginCall(holder, fresh);
    }

    private void Liquidate(ContractAccount holder, ContractPosition[] positions)
    {
        var account = holder.Owner;
        foreach (var market in positions.Select(position => position.Market).Distinct())
            foreach (var order in market.Live.Values.Where(order => order.Account == account).OrderBy(order => order.Id).ToArray())
                if (order.IsLive) CancelOne(order, null, MatchReason.Expired);
        foreach (var position in positions)
        {
            var (market, quantity, isolated) = (position.Market, position.Quantity, holder.IsIsolated(position.Market));
            var (wallet, putAside) = (account.Of(MarginAsset).Free, position.IsolatedWallet);
            var ticket = new OrderTicket
            {
                ClientOrderId = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"autoclose-{Now.UnixMilliseconds}{market.NextOrderId:D8}"),
                Side = quantity > 0 ? Side.Sell : Side.Buy,
                Type = OrderType.Market,
                Quantity = Math.Abs(quantity),
                Contract = new ContractTerms { Position = position.Side, ReduceOnly = true, IsForced = true },
            };
            if (Submit(account, market, ticket, isFunded: true, null).Order is not { } closing) continue;
            Hearer?.OnForced(closing);
            var most = isolated ? Math.Max(0, putAside + account.Of(MarginAsset).Free - wallet) : Math.Max(0, account.Of(MarginAsset).Free);
            ChargeForClosing(holder, market, Math.Min(most, Math.Round(closing.ExecutedQuote * ContractMarkets.LiquidationFeeRate, FeeDecimals)));
            if (isolated && position.Quantity == 0 && account.Of(MarginAsset).Free < wallet - putAside) Insure(holder, market, wallet - putAside - account.Of(MarginAsset).Free);
        }
        if (holder.Positions.All(position => position.Quantity == 0) && account.Of(MarginAsset).Free < 0) Insure(holder, positions[0].Market, -account.Of(MarginAsset).Free);
    }

    private void ChargeForClosing(ContractAccount holder, Market market, decimal fee)
    {
        if (fee <= 0) return;
        holder.Owner.Of(MarginAsset).Free -= fee;
        House.Of(MarginAsset).Free += fee;
        Record(holder, IncomeKind.InsuranceClear, market.Rules.Symbol, -fee, null);
        Hearer?.OnAccount(holder, AccountChange.InsuranceClear, []);
    }

    /// <summary>The house bears what was lost beyond the margin.</summary>
    private void Insure(ContractAccount holder, Market market, decimal missing)
    {
        holder.Owner.Of(MarginAsset).Free += missing;
        House.Of(MarginAsset).Free -= missing;
        Record(holder, IncomeKind.InsuranceClear, market.Rules.Symbol, missing, null);
        Hearer?.OnAccount(holder, AccountChange.InsuranceClear, []);
    }
}
