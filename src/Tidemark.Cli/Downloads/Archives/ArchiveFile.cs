namespace Tidemark.Cli.Downloads.Archives;

/// <summary>One file of an archive: a day or a month.</summary>
/// <param name="Path">Below the archive's address.</param>
/// <param name="From">The beginning of what it holds.</param>
/// <param name="To">The end, exclusive.</param>
/// <param name="IsMonthly">Whether it is a month; where it is not published yet its days are.</param>
internal sealed record ArchiveFile(string Path, Instant From, Instant To, bool IsMonthly)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
