using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record FillsAnswer : Answer
{
    [Description("All fills since the session began; the answer has the last ones.")]
    public required long TotalCount { get; init; }

    [Description("Newest first.")]
    public required IReadOnlyList<FillItem> Fills { get; init; }
}
