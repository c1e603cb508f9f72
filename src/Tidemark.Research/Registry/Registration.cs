using System.Text.Json.Nodes;

namespace Tidemark.Research.Registry;

/// <summary>What the registry is told of a new version beside the model itself.</summary>
public sealed record Registration
{
    /// <summary>The name; see <see cref="ModelReference.CheckName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it predicts; empty for a model of a table.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Of the bars; empty for a model of a table.</summary>
    public string Interval { get; init; } = "";

    /// <summary>The first moment learnt from; null where rows have no time.</summary>
    public Instant? TrainedFrom { get; init; }

    /// <summary>The last moment learnt from, labels included; null where rows have no time.</summary>
    public Instant? TrainedTo { get; init; }

    /// <summary>What made it: <c>train</c>, <c>import</c>, <c>schedule</c>, <c>drift</c>.</summary>
    public string MadeBy { get; init; } = "train";

    /// <summary>The version that it was measured against before it was registered; it follows that one, and leads by a promotion alone. Null for a training of a person.</summary>
    public int? ComparedWith { get; init; }

    /// <summary>Figures and facts beyond those of the model's own description.</summary>
    public JsonObject Document { get; init; } = [];
}
