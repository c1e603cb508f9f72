namespace Tidemark.Storage.Catalog;

/// <summary>What to do with a row that says otherwise than the one already there for the same time (or the same trade id).</summary>
public enum ConflictRepair
{
    /// <summary>Refuse the whole import and name the row.</summary>
    Refuse,

    /// <summary>Keep what is there.</summary>
    Keep,

    /// <summary>Take the new one.</summary>
    Replace,
}
