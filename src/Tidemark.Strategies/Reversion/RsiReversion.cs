using Tidemark.Indicators.Momentum;

namespace Tidemark.Strategies.Reversion;

/// <summary>
/// Buys when the relative strength index falls below a level. Without bracket it sells when the index rises above another level, with a
/// stop below the entry price in force meanwhile; with bracket, a stop and a target around the signal's close end the trade.
/// </summary>
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
        if (Bracket || StopLoss == 0m || order.Side != Side.Buy || order.AveragePrice is not { } price) return;
        ref var stop = ref stops[order.Instrument];
        var held = Position(order.Instrument).Quantity;
        // An entry that fills in parts moves its stop along: always for what is held, below the mean entry price.
        if (stop is { IsActive: true }) Cancel(stop);
        stop = Submit(new OrderTerms(order.Instrument, Side.Sell, RoundDown(order.Instrument, held))
        {
            Type = OrderType.Stop,
            StopPrice = Level(order.Instrument, price.Value * (1m - StopLoss)),
            ReduceOnly = true,
            Tag = "stop-loss",
        });
    }

    private void Enter(in BarClosed bar)
    {
        var quantity = UnitQuantity;
        if (quantity.IsZero) return;
        var entry = new OrderTerms(bar.Instrument, Side.Buy, quantity) { Tag = "entry" };
        var close = (decimal)bar.Close;
        entries[bar.Instrument] = Bracket
            ? SubmitBracket(entry,
                StopLoss == 0m ? null : Level(bar.Instrument, close * (1m - StopLoss)),
                TakeProfit == 0m ? null : Level(bar.Instrument, close * (1m + TakeProfit))).Entry
            : Submit(entry);
    }

    private Price Level(InstrumentIndex instrument, decimal price) => Instruments[instrument.Value].RoundPrice(price, Rounding.Nearest, Now);

    private Quantity RoundDown(InstrumentIndex instrument, Quantity quantity) => Instruments[instrument.Value].RoundQuantity(quantity.Value, Rounding.Down, Now);
}
