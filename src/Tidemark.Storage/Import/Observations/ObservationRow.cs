namespace Tidemark.Storage.Import.Observations;

/// <summary>An observation as a file has it.</summary>
/// <param name="Observation">With the time from which it is used.</param>
/// <param name="ReallyKnownAt">From when it could be known; later than it is used only where dates were asked for.</param>
public sealed record ObservationRow(Observation Observation, Instant ReallyKnownAt);
