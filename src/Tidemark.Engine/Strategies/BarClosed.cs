namespace Tidemark.Engine.Strategies;

/// <summary>A closed bar as a strategy sees it: a view that is good during the call. <see cref="Bar"/> is a copy to keep.</summary>
public readonly ref struct BarClosed
{
    private readonly ref readonly Bar bar;

    internal BarClosed(InstrumentIndex instrument, Interval interval, in Bar bar, Instant closeTime)
    {
        this.bar = ref bar;
        Instrument = instrument;
        Interval = interval;
        CloseTime = closeTime;
    }

    public InstrumentIndex Instrument { get; }

    public Interval Interval { get; }

    /// <summary>The moment at which the bar became visible.</summary>
    public Instant CloseTime { get; }

    /// <summary>The values, to keep.</summary>
    public Bar Bar => bar;

    public Instant OpenTime => bar.OpenTime;

    public double Open => bar.Open;

    public double High => bar.High;

    public double Low => bar.Low;

    public double Close => bar.Close;

    /// <summary>In base units.</summary>
    public double Volume => bar.Volume;
}
