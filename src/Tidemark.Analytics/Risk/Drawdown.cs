namespace Tidemark.Analytics.Risk;

/// <summary>One fall from a peak of wealth, and the way back. Indices count periods; -1 is the moment before the first.</summary>
/// <param name="Depth">Trough over peak minus 1: zero or negative.</param>
/// <param name="PeakIndex">The last period at the peak.</param>
/// <param name="TroughIndex">The period with the lowest wealth.</param>
/// <param name="RecoveryIndex">The first period at or above the peak again; null when that never came.</param>
/// <param name="Length">Periods from the peak to the recovery, or to the end of the data.</param>
public readonly record struct Drawdown(double Depth, int PeakIndex, int TroughIndex, int? RecoveryIndex, int Length);
