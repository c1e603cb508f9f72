namespace Tidemark.Engine.Strategies;

/// <summary>A closed bar as a strategy sees it.</summary>
public readonly struct BarClosed
{
    private readonly Bar bar;

    internal BarClosed(InstrumentIndex instrument, Interval interval, in Bar bar, Instant closeTime)
    {
        this.bar = bar;
        Instrument = instrument;
        Interval = interval;
        CloseTime = closeTime;
    }

    public InstrumentIndex Instrument { get; }

    public Interval Interval { get; }

    /// <summary>The moment at which the bar became visible.</summary>
    public Instant CloseTime { get; }

    public Instant OpenTime => bar.OpenTime;

    public double Open => bar.Open;

    public double High => bar.High;

    public double Low => bar.Low;

    public double Close => bar.Close;

    /// <summary>In base units.</summary>
    public double Volume => bar.Volume;
}
