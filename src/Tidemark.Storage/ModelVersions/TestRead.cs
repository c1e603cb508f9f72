namespace Tidemark.Storage.ModelVersions;

/// <summary>That data kept for the end of a training were looked at, whether or not anything was registered afterwards.</summary>
public sealed record TestRead
{
    /// <summary>Its number; 0 until it is kept.</summary>
    public long Id { get; init; }

    /// <summary>When, ISO-8601.</summary>
    public required string ReadAt { get; init; }

    /// <summary>SHA-256 of what was read.</summary>
    public required string DataHash { get; init; }

    /// <summary>Its instrument; empty for a table, or a file of bars without a name.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Of its bars; empty for a table.</summary>
    public string Interval { get; init; } = "";

    /// <summary>Its first moment, ISO-8601; empty for a table.</summary>
    public string From { get; init; } = "";

    /// <summary>Its end, ISO-8601; empty for a table.</summary>
    public string To { get; init; } = "";

    /// <summary>Samples measured.</summary>
    public int Samples { get; init; }

    /// <summary>Some closes with their times, by which bars are known again without a name; empty for a table.</summary>
    public string Marks { get; init; } = "";

    /// <summary>What was measured on it, for people.</summary>
    public string Tried { get; init; } = "";

    /// <summary>How many settings of models that is; 1 where an earlier program did not count.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>The model that was registered afterwards; empty where none was.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its version; null where none was registered.</summary>
    public int? Version { get; init; }
}
