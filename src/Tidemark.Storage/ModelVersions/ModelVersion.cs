namespace Tidemark.Storage.ModelVersions;

/// <summary>One version of a model as the registry keeps it.</summary>
public sealed record ModelVersion
{
    /// <summary>The name that all versions share.</summary>
    public required string Name { get; init; }

    /// <summary>Counts from 1; a number is never used again.</summary>
    public int Version { get; init; }

    /// <summary>When it was registered, ISO-8601.</summary>
    public required string MadeAt { get; init; }

    /// <summary>The kind of model: <c>gbm</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of its file below the folder of models.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public required string FileHash { get; init; }

    /// <summary>What it predicts; empty for a model of a table.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Of the bars; empty for a model of a table.</summary>
    public string Interval { get; init; } = "";

    /// <summary>The first moment learnt from, ISO-8601; empty where rows have no time.</summary>
    public string TrainedFrom { get; init; } = "";

    /// <summary>The last moment learnt from, ISO-8601, labels included; empty where rows have no time.</summary>
    public string TrainedTo { get; init; } = "";

    /// <summary>SHA-256 of the data learnt from.</summary>
    public required string DataHash { get; init; }

    /// <summary>The version that it was made to follow; null for the first, or where it follows none.</summary>
    public int? Parent { get; init; }

    /// <summary>What made it: <c>train</c>, <c>import</c>, <c>schedule</c>, <c>drift</c>.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The program that made it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Everything else as a JSON object: features, label, parameters, seed, figures.</summary>
    public required string Document { get; init; }
}
