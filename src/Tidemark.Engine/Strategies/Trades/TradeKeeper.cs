using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Strategies.Trades;

/// <summary>
/// Keeps the open trades of one strategy: their extremes and memory, their stop at the venue, and their exit when the table of minimum
/// returns or the strategy says so. Works at the close of each incoming bar, after the strategy's own <c>OnBar</c>, and after fills.
/// </summary>
internal sealed class TradeKeeper(StrategyRuntime runtime, SessionSetup setup, Action<StrategyState> record)
{
    private const string MinimumReturnReason = "minimum-return";

    private readonly OpenTrade?[] trades = new OpenTrade?[setup.Instruments.Length];

    public OpenTrade? Find(InstrumentIndex instrument) => trades[instrument.Value];

    /// <summary>A bar of an instrument has closed and its strategy has seen it.</summary>
    public void Close(in BarClosed bar)
    {
        if (trades[bar.Instrument.Value] is not { } trade) return;
        trade.LastPrice = bar.Close;
        trade.Highest = Math.Max(trade.Highest, bar.High);
        trade.Lowest = Math.Min(trade.Lowest, bar.Low);
        trade.Return = ReturnOf(trade);
        if (ExitReasonOf(trade, bar.CloseTime) is { } reason) Exit(trade, reason);
        else MoveStop(trade);
        Record(trade);
    }

    /// <summary>A fill of the strategy was booked.</summary>
    public void Filled(Fill fill)
    {
        var position = runtime.Position(fill.Instrument);
        ref var trade = ref trades[fill.Instrument.Value];
        var price = fill.Price.ToDouble();
        if (trade is not null && trade.Side != position.Side)
        {
            if (trade.StopOrder is { } stop) runtime.Cancel(stop);
            if (trade.ExitOrder is { } exit) runtime.Cancel(exit);
            trade = null;
        }
        if (position.IsFlat) return;
        trade ??= new OpenTrade(fill.Instrument, position.Side, fill.Time) { Highest = price, Lowest = price };
        trade.EntryPrice = position.AveragePrice;
        trade.LastPrice = price;
        trade.Return = ReturnOf(trade);
        MoveStop(trade);
        Record(trade);
    }

    private string? ExitReasonOf(OpenTrade trade, Instant now)
    {
        if (runtime.Strategy.ExitReasonOf(trade) is { } own) return own;
        return runtime.Strategy.MinimumReturns?.After(now - trade.EntryTime) <= trade.Return ? MinimumReturnReason : null;
    }

    /// <summary>Closes a trade at the market, or at the limit that its strategy names; the limit is renewed at each close.</summary>
    private void Exit(OpenTrade trade, string reason)
    {
        if (runtime.Strategy.ExitPriceOf(trade, reason) is not { } price)
        {
            runtime.SetTarget(trade.Instrument, Quantity.Zero, reason);
            return;
        }
        if (trade.ExitOrder is { IsActive: true } working)
        {
            if (working.LimitPrice != price) runtime.Amend(working, new Amendment(LimitPrice: price));
            return;
        }
        var quantity = Held(trade);
        if (quantity.IsZero) return;
        trade.ExitOrder = runtime.Submit(new OrderTerms(trade.Instrument, trade.Side == PositionSide.Long ? Side.Sell : Side.Buy, quantity)
        {
            Type = OrderType.Limit,
            LimitPrice = price,
            ReduceOnly = true,
            Tag = reason,
        });
    }

    /// <summary>Keeps a stop at the venue for all that is held. It follows the trade's favour and never goes back.</summary>
    private void MoveStop(OpenTrade trade)
    {
        var isLong = trade.Side == PositionSide.Long;
        var asked = runtime.Strategy.StopPriceOf(trade);
        var quantity = Held(trade);
        if (trade.StopOrder is { IsActive: true } stop)
        {
            var isAhead = asked is { } level && (isLong ? level > stop.StopPrice : level < stop.StopPrice);
            var total = quantity + stop.FilledQuantity;
            if (isAhead || total != stop.Quantity) runtime.Amend(stop, new Amendment(total, StopPrice: isAhead ? asked : null));
        }
        else if (asked is { } price && !quantity.IsZero)
        {
            trade.StopOrder = runtime.Submit(new OrderTerms(trade.Instrument, isLong ? Side.Sell : Side.Buy, quantity) { Type = OrderType.Stop, StopPrice = price, ReduceOnly = true, Tag = "stop-loss" });
        }
    }

    private Quantity Held(OpenTrade trade) =>
        setup.Instruments[trade.Instrument.Value].RoundQuantity(runtime.Position(trade.Instrument).Quantity.Abs().Value, Rounding.Down, runtime.Now);

    /// <summary>What closing at the last price would bring after fees, over what the entry cost.</summary>
    private double ReturnOf(OpenTrade trade)
    {
        var entry = trade.EntryPrice.ToDouble();
        if (entry == 0) return 0;
        var fee = (double)runtime.FeeRateOf(trade.Instrument);
        var gross = trade.Side == PositionSide.Long ? trade.LastPrice - entry : entry - trade.LastPrice;
        return (gross - fee * (trade.LastPrice + entry)) / entry;
    }

    private void Record(OpenTrade trade)
    {
        if (!trade.IsStateNew) return;
        trade.IsStateNew = false;
        record(new StrategyState(runtime.Number, trade.Instrument, [.. trade.State.Select(pair => new Journaling.NamedText(pair.Key, pair.Value))]));
    }
}
