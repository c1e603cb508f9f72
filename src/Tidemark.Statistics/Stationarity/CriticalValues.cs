namespace Tidemark.Statistics.Stationarity;

/// <summary>Where a test rejects, for three probabilities of rejecting wrongly.</summary>
public readonly record struct CriticalValues(double OnePercent, double FivePercent, double TenPercent);
