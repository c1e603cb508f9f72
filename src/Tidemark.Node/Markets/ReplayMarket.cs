namespace Tidemark.Node.Markets;

/// <summary>Recorded bars of the catalog, from the first one at or after a start.</summary>
public sealed class ReplayMarket(InstrumentId instrument, BarColumns bars) : ISessionMarket
{
    private int position;

    public string Description => $"replay of recorded {instrument} bars";

    public bool IsSimulated => true;

    public Instant? NextClose => position < bars.Count ? bars.Interval.CloseOf(bars[position].OpenTime) : null;

    public Bar Read() => bars[position++];

    public void SkipThrough(in Bar last)
    {
        var index = bars.LowerBound(last.OpenTime);
        if (index >= bars.Count || bars[index] != last)
            throw new InvalidDataException($"the bar of {instrument} at {last.OpenTime} is no longer what the session has seen; it cannot go on with other data");
        position = index + 1;
    }
}
