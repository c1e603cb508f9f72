namespace Tidemark.Storage.Catalog.Filling;

/// <summary>What one instrument's bars bring to the gaps of another's.</summary>
/// <param name="Donor">Whose bars.</param>
/// <param name="Bars">Those that fill.</param>
/// <param name="CommonBars">Bars that both have.</param>
/// <param name="MedianDifference">The median of |donor's close / ours − 1| over those.</param>
/// <param name="GreatestDifference">The greatest.</param>
public sealed record DonorFill(InstrumentId Donor, BarColumns Bars, int CommonBars, double MedianDifference, double GreatestDifference);
