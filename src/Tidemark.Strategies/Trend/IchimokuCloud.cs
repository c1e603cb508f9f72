using Tidemark.Indicators.Trend;

namespace Tidemark.Strategies.Trend;

/// <summary>Price, two mid-lines and a cloud of older mid-lines agree only in a trend; trade while they do.</summary>
[About(
    Group = "trend",
    Idea = "Price, two mid-lines and a cloud of older mid-lines agree only in a trend; trade while they do.",
    Rules = "The cloud at a bar is the higher and lower of spans A and B as they were displacement bars before, as a chart shows it under that bar. Long one unit when the close is above the cloud and not below the base line, and the conversion line above the base line; short (with direction=long-short, else only leave) the other way round. A long position is closed at a close below the base line, a short one above it.",
    Source = "G. Hosoda, 1969; N. Elliott, Ichimoku Charts, 2007",
    FailsWhen = "Markets without trend, where the price goes in and out of the cloud.")]
public sealed class IchimokuCloud : DirectedStrategy
{
    private PerInstrument<Ichimoku> lines;
    private PerInstrument<Queue<(double A, double B)>> spans;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the conversion line")]
    public int Conversion { get; init; } = 9;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the base line, and of the displacement")]
    public int Base { get; init; } = 26;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of span B")]
    public int Slow { get; init; } = 52;

    protected override void ValidateParameters()
    {
        if (Conversion >= Base) throw new BadInputException($"parameter conversion ({Conversion}) must be smaller than base ({Base})");
    }

    protected override void OnStart()
    {
        lines = PerInstrument(instrument => Track(new Ichimoku(Conversion, Base, Slow), instrument));
        spans = PerInstrument(_ => new Queue<(double, double)>(Base + 1));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var line = lines[bar.Instrument];
        if (!line.IsWarm) return;
        var known = spans[bar.Instrument];
        known.Enqueue((line.SpanA, line.SpanB));
        if (known.Count <= Base) return;
        var (a, b) = known.Dequeue();
        var side = SideOf(bar.Instrument);
        if (bar.Close > Math.Max(a, b) && line.Conversion > line.Base && bar.Close >= line.Base) GoLong(bar.Instrument, "above the cloud");
        else if (bar.Close < Math.Min(a, b) && line.Conversion < line.Base && bar.Close <= line.Base) GoShort(bar.Instrument, "below the cloud");
        else if (side == PositionSide.Long && bar.Close < line.Base || side == PositionSide.Short && bar.Close > line.Base) Leave(bar.Instrument, "base line");
    }
}
