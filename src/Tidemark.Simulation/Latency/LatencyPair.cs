namespace Tidemark.Simulation.Latency;

/// <summary>The delays of one request.</summary>
/// <param name="Outward">From the decision to the arrival at the venue.</param>
/// <param name="Back">From the venue's answer to us.</param>
public readonly record struct LatencyPair(Duration Outward, Duration Back);
