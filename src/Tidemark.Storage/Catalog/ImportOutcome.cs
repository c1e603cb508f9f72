namespace Tidemark.Storage.Catalog;

/// <summary>What adding rows did to a series.</summary>
/// <param name="Added">Rows that were not there.</param>
/// <param name="Identical">Rows that were there with the same values.</param>
/// <param name="Kept">Rows there that conflicted and were kept.</param>
/// <param name="Replaced">Rows there that conflicted and were replaced.</param>
/// <param name="Series">The series afterwards.</param>
public sealed record ImportOutcome(long Added, long Identical, long Kept, long Replaced, SeriesInfo Series)
{
    /// <summary>Whether any file was written.</summary>
    public bool Changed => Added > 0 || Replaced > 0;
}
