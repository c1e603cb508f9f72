namespace Tidemark.Node.Sessions;

/// <summary>A version of a model in a session.</summary>
/// <param name="Version">Which one.</param>
/// <param name="Since">When it took over; null where the session began with it.</param>
/// <param name="Asked">How often it was asked.</param>
/// <param name="Score">How good it was.</param>
public sealed record ModelVersionView(string Version, Instant? Since, long Asked, PredictionScore Score);
