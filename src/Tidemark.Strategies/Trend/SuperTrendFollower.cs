using Tidemark.Indicators.Trend;

namespace Tidemark.Strategies.Trend;

/// <summary>A line of average ranges below a rising and above a falling price says when a move has gone too far back to go on.</summary>
[About(
    Group = "trend",
    Idea = "A line of average ranges below a rising and above a falling price says when a move has gone too far back to go on.",
    Rules = "SuperTrend of period and multiplier. When its direction turns up, go long one unit; when it turns down, leave, or go short with direction=long-short. The first direction after the warm-up only sets the side.",
    Source = "O. Seban, 2007; computed as on TradingView",
    FailsWhen = "Ranges narrower than twice the band: every turn of the line is late and costs.")]
public sealed class SuperTrendFollower : DirectedStrategy
{
    private PerInstrument<SuperTrend> lines;
    private PerInstrument<double> directions;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the average true range")]
    public int Period { get; init; } = 10;

    [Parameter(Min = 0.1, Max = 100, Description = "distance of the line in average true ranges")]
    public double Multiplier { get; init; } = 3;

    public override string Name => "supertrend";

    protected override void OnStart()
    {
        lines = PerInstrument(instrument => Track(new SuperTrend(Period, Multiplier), instrument));
        directions = PerInstrument(_ => 0.0);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var line = lines[bar.Instrument];
        if (!line.IsWarm) return;
        ref var direction = ref directions[bar.Instrument];
        var before = direction;
        direction = line.Direction;
        if (before == 0 || direction == before) return;
        if (direction > 0) GoLong(bar.Instrument, "turned up");
        else GoShort(bar.Instrument, "turned down");
    }
}
