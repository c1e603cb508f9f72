namespace Tidemark.Venues.Ports;

/// <summary>A wish for one stream.</summary>
/// <param name="Index">The caller's number of the instrument, which the listener gets back.</param>
/// <param name="Instrument">Which instrument.</param>
/// <param name="Channel">What of it.</param>
/// <param name="Interval">For bars.</param>
public sealed record MarketSubscription(InstrumentIndex Index, InstrumentId Instrument, MarketChannel Channel, Interval? Interval = null)
{
    public override string ToString() => Interval is { } interval ? $"{Instrument} {Channel} {interval}" : $"{Instrument} {Channel}";
}
