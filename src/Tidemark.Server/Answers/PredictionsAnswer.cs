using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record PredictionsAnswer : Answer
{
    [Description("All predictions since the session began; the answer has the last ones.")]
    public required long TotalCount { get; init; }

    [Description("The models that the session asks, as NAME@VERSION.")]
    public required IReadOnlyList<string> Models { get; init; }

    [Description("Why there are none; null where there are some.")]
    public required string? Reason { get; init; }

    [Description("Newest first.")]
    public required IReadOnlyList<PredictionItem> Predictions { get; init; }
}
