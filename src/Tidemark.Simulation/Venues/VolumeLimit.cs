namespace Tidemark.Simulation.Venues;

/// <summary>How much of a bar's volume our orders may still take. Exact numbers are made only when a quantity comes near the limit.</summary>
internal struct VolumeLimit(decimal? share, double volume)
{
    /// <summary>Volumes beyond any market, still far inside the range of a decimal.</summary>
    private const double LargestVolume = 1e15;

    private decimal taken;

    /// <summary>What may still be taken, in base units.</summary>
    public readonly decimal Left => share is { } part ? part * (decimal)Math.Min(volume, LargestVolume) - taken : decimal.MaxValue;

    /// <summary>Whether a quantity fits into what is left.</summary>
    public readonly bool Allows(decimal quantity) =>
        share is not { } part || (taken == 0m && (double)quantity < 0.999 * (double)part * volume && volume < LargestVolume) || quantity <= Left;

    public void Take(decimal quantity) => taken = taken == 0m ? quantity : Exact.Add(taken, quantity);
}
