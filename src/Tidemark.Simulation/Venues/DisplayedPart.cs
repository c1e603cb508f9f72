namespace Tidemark.Simulation.Venues;

/// <summary>The part of an iceberg that others see; when it has filled, the next part is shown behind everyone else at its price.</summary>
/// <param name="displayed">The quantity of one part, in base units.</param>
internal sealed class DisplayedPart(decimal displayed)
{
    private decimal taken;

    /// <summary>The quantity of one part.</summary>
    public decimal Whole => displayed;

    /// <summary>How much of the part that is shown now is left.</summary>
    public decimal Left => displayed - taken;

    /// <summary>Counts a fill; a part that is used up is followed by the next.</summary>
    public void Take(decimal quantity) => taken = (taken + quantity) % displayed;
}
