namespace Tidemark.Storage.ModelVersions;

/// <summary>What can happen to a version of a model. The database holds the names.</summary>
public enum ModelEventKind
{
    /// <summary>It was put into the registry.</summary>
    Registered,

    /// <summary>It became the champion.</summary>
    Promoted,

    /// <summary>It became the champion again, because the one after it was taken back.</summary>
    RolledBack,

    /// <summary>It was measured against the champion and did not win.</summary>
    Declined,

    /// <summary>It was taken out of the registry with its file.</summary>
    Removed,
}
