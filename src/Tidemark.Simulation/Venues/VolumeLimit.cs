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
        share is not { } part || (Math.Sign(taken) == 0 && Exact.ToDouble(quantity) < 0.999 * Exact.ToDouble(part) * volume && volume < LargestVolume) || quantity <= Left;

    public void Take(decimal quantity) => taken = Math.Sign(taken) == 0 ? quantity : Exact.Add(taken, quantity);
}
