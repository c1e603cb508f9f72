using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record HealthAnswer
{
    [Description("ok, or failed when the session stopped because something is wrong; then the HTTP status is 503.")]
    public required HealthStatus Status { get; init; }

    [Description("What the session is doing.")]
    public required Node.Sessions.SessionStatus SessionStatus { get; init; }

    [Description("The version of the program.")]
    public required string Version { get; init; }

    [Description("Whether prices are not those of a real market now.")]
    public required bool Simulated { get; init; }

    [Description("The session's clock.")]
    public required Instant AsOf { get; init; }
}
