using Tidemark.Indicators.Momentum;

namespace Tidemark.Strategies.Reversion;

/// <summary>
/// Buys when the relative strength index falls below a level. Without bracket it sells when the index rises above another level, with a
/// stop in force meanwhile: it goes with the entry, below the signal's close, and moves below the entry price once that is known. With
/// bracket, a stop and a target around the signal's close end the trade.
/// </summary>
[About(
    Group = "reversion",
    Idea = "Falls that go too fast are often overdone; who buys then earns the bounce.",
    Rules = "When flat, enter long one unit when Wilder's RSI of closes is below entry. Without bracket: exit at the market when the index is above exit, and with stop-loss above 0 a stop order stop-loss below the mean entry price for what is held, reduce-only. With bracket: stop and target at the signal's close times (1 - stop-loss) and (1 + take-profit), active with the fill, cancel each other; nothing else exits.",
    Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978",
    FailsWhen = "Falls that go on: the index stays low while the price falls further, and without a stop the loss is not limited.")]
public sealed class RsiReversion : Strategy
{
    private PerInstrument<RelativeStrengthIndex> indices;
    private PerInstrument<Order?> entries;
    private PerInstrument<Order?> stops;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of the index")]
    public int Period { get; init; } = 14;

    [Parameter(Min = 0, Max = 100, Description = "buy below this value")]
    public double Entry { get; init; } = 30;

    [Parameter(Min = 0, Max = 100, Description = "sell above this value (without bracket)")]
    public double Exit { get; init; } = 55;

    [Parameter(Min = 0, Max = 0.99, Description = "stop this fraction below the entry; 0 for none")]
    public decimal StopLoss { get; init; }

    [Parameter(Min = 0, Max = 10, Description = "target this fraction above the entry (with bracket); 0 for none")]
    public decimal TakeProfit { get; init; }

    [Parameter(Description = "end trades by stop and target only")]
    public bool Bracket { get; init; }

    protected override void ValidateParameters()
    {
        if (Bracket && StopLoss == 0m && TakeProfit == 0m) throw new BadInputException("parameter bracket needs stop-loss, take-profit or both");
        if (!Bracket && TakeProfit != 0m) throw new BadInputException("parameter take-profit needs bracket=true");
        if (!Bracket && Entry >= Exit) throw new BadInputException($"parameter entry ({Entry}) must be below exit ({Exit})");
    }

    protected override void OnStart()
    {
        indices = PerInstrument(instrument => Rsi(Period, instrument));
        entries = PerInstrument(_ => (Order?)null);
        stops = PerInstrument(_ => (Order?)null);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var value = indices[bar.Instrument].Value;
        if (Position(bar.Instrument).IsFlat)
        {
            if (value < Entry && entries[bar.Instrument] is not { IsActive: true }) Enter(bar);
        }
        else if (!Bracket && value > Exit)
        {
            SetTarget(bar.Instrument, Quantity.Zero);
        }
    }

    protected override void OnFill(Order order, Fill fill)
    {
        if (Bracket || stops[order.Instrument] is not { IsActive: true } stop) return;
        if (Position(order.Instrument).IsFlat)
        {
            Cancel(stop);
        }
        else if (order.Side == Side.Buy && order.AveragePrice is { } price)
        {
            var level = Level(order.Instrument, price.Value * (1m - StopLoss));
            if (level != stop.StopPrice) Amend(stop, new Amendment(StopPrice: level));
        }
    }

    private void Enter(in BarClosed bar)
    {
        var quantity = UnitQuantity;
        if (quantity.IsZero) return;
        var entry = new OrderTerms(bar.Instrument, Side.Buy, quantity) { Tag = "entry" };
        var close = (decimal)bar.Close;
        if (StopLoss == 0m && TakeProfit == 0m)
        {
            entries[bar.Instrument] = Submit(entry);
            return;
        }
        var bracket = SubmitBracket(entry,
            StopLoss == 0m ? null : Level(bar.Instrument, close * (1m - StopLoss)),
            TakeProfit == 0m ? null : Level(bar.Instrument, close * (1m + TakeProfit)));
        entries[bar.Instrument] = bracket.Entry;
        stops[bar.Instrument] = bracket.StopLoss;
    }

    private Price Level(InstrumentIndex instrument, decimal price) => Instruments[instrument.Value].RoundPrice(price, Rounding.Nearest, Now);
}
