namespace Tidemark.Storage.Catalog.Merging;

/// <summary>What merging did, in rows.</summary>
internal sealed class MergeCounts
{
    public long Added { get; set; }

    public long Identical { get; set; }

    public long Kept { get; set; }

    public long Replaced { get; set; }

    public bool Changed => Added > 0 || Replaced > 0;
}
