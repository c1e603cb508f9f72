namespace Tidemark.Simulation.Matching;

/// <summary>Terms that only icebergs and waiting orders have, kept beside their nodes.</summary>
internal struct RareTerms
{
    public long TriggerTicks;
    public long DisplayLots;
    public long NotionalLimit;

    /// <summary>Where a waiting order is in its heap.</summary>
    public int HeapPosition;

    public TimeInForce TimeInForce;
}
