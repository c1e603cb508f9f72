namespace Tidemark.Storage.Catalog;

/// <summary>A file of the catalog cannot be trusted: cut, changed after it was written, or of a newer version. The message is one line naming file and reason.</summary>
public sealed class DamagedSeriesException(string path, string reason) : IOException($"{path}: {reason}")
{
    public string FilePath { get; } = path;

    public string Reason { get; } = reason;
}
