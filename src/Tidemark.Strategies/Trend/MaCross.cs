using Tidemark.Indicators.Crosses;

namespace Tidemark.Strategies.Trend;

/// <summary>
/// Follows the crossing of two simple moving averages of the close: long when the fast one crosses above the slow one; when it crosses
/// below, flat (long-only) or short (long-short).
/// </summary>
public sealed class MaCross : Strategy
{
    private PerInstrument<Crossover> crosses;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the fast average")]
    public int Fast { get; init; } = 10;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of the slow average")]
    public int Slow { get; init; } = 30;

    [Parameter(Description = "whether it also sells short")]
    public TradeDirection Direction { get; init; } = TradeDirection.LongOnly;

    public override bool NeedsShorting => Direction == TradeDirection.LongShort;

    protected override void ValidateParameters()
    {
        if (Fast >= Slow) throw new BadInputException($"parameter fast ({Fast}) must be smaller than slow ({Slow})");
    }

    protected override void OnStart() =>
        crosses = PerInstrument(instrument => Crossover(Sma(Fast, instrument), Sma(Slow, instrument), instrument));

    protected override void OnBar(in BarClosed bar)
    {
        var cross = crosses[bar.Instrument];
        if (cross.Up)
        {
            if (Direction == TradeDirection.LongShort || Position(bar.Instrument).IsFlat) SetTarget(bar.Instrument, UnitQuantity);
        }
        else if (cross.Down)
        {
            SetTarget(bar.Instrument, Direction == TradeDirection.LongShort ? -UnitQuantity : Quantity.Zero);
        }
    }
}
