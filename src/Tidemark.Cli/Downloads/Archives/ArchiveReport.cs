using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Downloads.Archives;

/// <summary>What a download from an archive did.</summary>
/// <param name="Series">The series afterwards; null where there is nothing of it.</param>
/// <param name="Imported">Files that were fetched, verified and imported.</param>
/// <param name="There">Files that had been imported before.</param>
/// <param name="Absent">Files that the archive does not have.</param>
/// <param name="Added">New rows.</param>
/// <param name="Replaced">Rows that were there with other values and were replaced or kept, as the repair says.</param>
internal sealed record ArchiveReport(SeriesInfo? Series, IReadOnlyList<string> Imported, int There, IReadOnlyList<string> Absent, long Added, long Replaced);
