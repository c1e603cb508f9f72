namespace Tidemark.Server.Answers;

internal enum HealthStatus : byte
{
    Ok,
    Failed,
}
