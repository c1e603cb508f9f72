using Tidemark.Indicators.Crosses;

namespace Tidemark.Strategies.Trend;

/// <summary>
/// Follows the crossing of two simple moving averages of the close: long when the fast one crosses above the slow one; when it crosses
/// below, flat (long-only) or short (long-short).
/// </summary>
[About(
    Group = "trend",
    Idea = "A market that has risen for a while tends to rise on: the fast average crosses the slow one soon after a trend begins and after it ends.",
    Rules = "Enter long one unit when the fast simple average of closes crosses above the slow one (the sign of their difference turns from negative to positive; equality changes nothing). Exit when it crosses below; with direction=long-short turn to one unit short instead. Market orders at the close that decides. No stop.",
    Source = "R. Donchian, Trend-following methods in commodity price analysis, 1957; W. Brock, J. Lakonishok, B. LeBaron, Simple technical trading rules, Journal of Finance 47, 1992",
    FailsWhen = "Markets that go sideways: every swing costs a loss and two fees. Sudden turns give back much of the gain.")]
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
            if (Direction == TradeDirection.LongShort || Position(bar.Instrument).IsFlat || IsLeaving(bar.Instrument)) SetTarget(bar.Instrument, UnitQuantity);
        }
        else if (cross.Down)
        {
            SetTarget(bar.Instrument, Direction == TradeDirection.LongShort ? -UnitQuantity : Quantity.Zero);
        }
    }
}
