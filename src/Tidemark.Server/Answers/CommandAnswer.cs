using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record CommandAnswer : Answer
{
    public required SessionCommand Command { get; init; }

    [Description("Always true: the session takes the command between two events. Its status tells when it is done.")]
    public required bool Accepted { get; init; }
}
