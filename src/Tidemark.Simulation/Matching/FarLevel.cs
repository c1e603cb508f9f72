namespace Tidemark.Simulation.Matching;

/// <summary>A level outside of the window, with its price.</summary>
internal struct FarLevel
{
    public long PriceTicks;
    public PriceLevel Level;
}
