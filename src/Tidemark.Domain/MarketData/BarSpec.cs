namespace Tidemark.Domain;

/// <summary>Which bars: an instrument and an interval. Written <c>BTC/USDT@binance 1h</c>.</summary>
public readonly record struct BarSpec(InstrumentId Instrument, Interval Interval)
{
    public override string ToString() => $"{Instrument} {Interval}";
}
