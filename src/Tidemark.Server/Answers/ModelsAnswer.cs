using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record ModelsAnswer : Answer
{
    [Description("Why there are none; null where there are some.")]
    public required string? Reason { get; init; }

    [Description("In the order in which the strategy asked for them.")]
    public required IReadOnlyList<ModelItem> Models { get; init; }
}
