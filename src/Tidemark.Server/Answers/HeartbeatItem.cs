namespace Tidemark.Server.Answers;

/// <summary>Says that a stream is alive though nothing changes.</summary>
internal sealed record HeartbeatItem(Instant AsOf, bool Simulated, long SnapshotVersion);
