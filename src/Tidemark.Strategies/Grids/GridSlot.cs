namespace Tidemark.Strategies.Grids;

/// <summary>The place between a level and the one above: bought at the lower, sold at the upper, again and again.</summary>
/// <param name="level">The number of the lower level; 0 is the anchor.</param>
internal sealed class GridSlot(int level)
{
    public int Level => level;

    /// <summary>What was bought here and not sold yet, after fees taken from it.</summary>
    public decimal Held { get; set; }

    public Order? Buy { get; set; }

    public Order? Sell { get; set; }
}
