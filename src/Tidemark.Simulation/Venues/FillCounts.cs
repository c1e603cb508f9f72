namespace Tidemark.Simulation.Venues;

/// <summary>Fills that a reader should know of before trusting a result.</summary>
/// <param name="LargeOrders">Orders that met a bar of whose volume they were more than a hundredth.</param>
/// <param name="FillsOverGaps">Fills in a bar before which bars are missing: nobody knows what the price did while the order waited.</param>
public readonly record struct FillCounts(int LargeOrders, int FillsOverGaps)
{
    /// <summary>Above this share of a bar's volume an order is large.</summary>
    public const double LargeShare = 0.01;
}
