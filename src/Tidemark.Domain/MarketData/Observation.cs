namespace Tidemark.Domain;

/// <summary>
/// One value of a named time series: sentiment, on-chain, prediction, macro. <paramref name="EventTime"/> is what it is about,
/// <paramref name="KnownAt"/> when it could first be known; strategies only ever see values with KnownAt not after the clock.
/// </summary>
public sealed record Observation(string Name, double Value, Instant EventTime, Instant KnownAt);
