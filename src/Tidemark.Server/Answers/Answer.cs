using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Tidemark.Server.Answers;

/// <summary>What every answer about a session begins with.</summary>
internal abstract record Answer
{
    [JsonPropertyOrder(-4), Description("The session's clock when the answer was true. In a simulated session this is market time, not the time of day.")]
    public required Instant AsOf { get; init; }

    [JsonPropertyOrder(-3), Description("Whether prices are not those of a real market now. Show it unmistakably.")]
    public required bool Simulated { get; init; }

    [JsonPropertyOrder(-2), Description("The session: 32 hex digits.")]
    public required string SessionId { get; init; }

    [JsonPropertyOrder(-1), Description("Counts the states of this process; a higher number is newer. Answers with the same number belong together.")]
    public required long SnapshotVersion { get; init; }
}
