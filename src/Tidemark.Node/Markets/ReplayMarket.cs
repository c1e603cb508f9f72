namespace Tidemark.Node.Markets;

/// <summary>Recorded bars of the catalog, from the first one at or after a start.</summary>
public sealed class ReplayMarket(InstrumentId instrument, BarColumns bars) : ISessionMarket
{
    private int position;

    public string Description => $"replay of recorded {instrument} bars";

    public bool IsSimulated => true;

    public Instant? NextClose => position < bars.Count ? bars.Interval.CloseOf(bars[position].OpenTime) : null;

    public Bar Read() => bars[position++];

    public void SkipThrough(Instant lastOpenTime)
    {
        var index = bars.LowerBound(lastOpenTime);
        if (index >= bars.Count || bars[index].OpenTime != lastOpenTime)
            throw new InvalidDataException($"the catalog no longer has the bar of {instrument} at {lastOpenTime} that the session has seen");
        position = index + 1;
    }
}
