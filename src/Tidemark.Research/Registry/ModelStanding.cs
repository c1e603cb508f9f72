namespace Tidemark.Research.Registry;

/// <summary>How a version stands to the others of its name.</summary>
public enum ModelStanding
{
    /// <summary>The one in use.</summary>
    Champion,

    /// <summary>Newer than the champion and not yet measured against it.</summary>
    Challenger,

    /// <summary>Newer than the champion, measured against it, and no better.</summary>
    Declined,

    /// <summary>Older than the champion.</summary>
    Retired,

    /// <summary>Newer than the champion, and taken back after having been champion.</summary>
    RolledBack,
}
