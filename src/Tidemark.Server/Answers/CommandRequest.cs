using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record CommandRequest
{
    [Description("pause: no new exposure, orders that reduce positions still pass. resume: ends pause. flatten: cancels every order and closes every position at the market. stop: ends the program and keeps positions; the next start takes up where it left off.")]
    public required SessionCommand Command { get; init; }

    [Description("Why, for the journal; at most 200 characters.")]
    public string? Reason { get; init; }
}
