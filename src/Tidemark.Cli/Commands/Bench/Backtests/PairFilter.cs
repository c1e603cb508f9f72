using Tidemark.Engine.Strategies;
using Tidemark.Indicators.Crosses;
using Tidemark.Indicators.Momentum;

namespace Tidemark.Cli.Commands.Bench.Backtests;

/// <summary>A crossover with a filter, on every instrument: three indicators each, for the benchmark of several instruments.</summary>
internal sealed class PairFilter : Strategy
{
    private PerInstrument<Crossover> crosses;
    private PerInstrument<RelativeStrengthIndex> strengths;

    protected override void OnStart()
    {
        crosses = PerInstrument(instrument => Crossover(Sma(10, instrument), Sma(30, instrument), instrument));
        strengths = PerInstrument(instrument => Rsi(14, instrument));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var cross = crosses[bar.Instrument];
        if (cross.Up && strengths[bar.Instrument].Value < 70 && Position(bar.Instrument).IsFlat) SetTarget(bar.Instrument, UnitQuantity);
        else if (cross.Down) SetTarget(bar.Instrument, Quantity.Zero);
    }
}
