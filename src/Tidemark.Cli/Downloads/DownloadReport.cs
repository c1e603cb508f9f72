using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Downloads;

/// <summary>What a download did.</summary>
/// <param name="Series">The series afterwards; null where there is nothing of it.</param>
/// <param name="Added">Rows that came.</param>
/// <param name="AlreadyStored">Rows of the asked time that were there before.</param>
/// <param name="Requests">Pages or files that were asked for.</param>
/// <param name="AbsentRows">Bars or trades of the asked time that are still absent: the venue was asked and has none.</param>
/// <param name="Gaps">The longest runs of absent bars.</param>
/// <param name="Notes">What to know, one sentence each.</param>
internal sealed record DownloadReport(SeriesInfo? Series, long Added, long AlreadyStored, long Requests, long AbsentRows, IReadOnlyList<GapRange> Gaps, IReadOnlyList<string> Notes);
