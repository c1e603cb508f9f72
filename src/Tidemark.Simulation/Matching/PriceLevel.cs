namespace Tidemark.Simulation.Matching;

/// <summary>The queue of one price. A price has bids or asks, never both.</summary>
internal struct PriceLevel
{
    /// <summary>The order with priority; 0 when there is none.</summary>
    public int Head;

    public int Tail;
    public int Count;

    /// <summary>When and for which side the level was last noted as changed.</summary>
    public uint ChangeStamp;

    public long DisplayedLots;
    public long HiddenLots;
}
