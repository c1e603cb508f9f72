using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;

namespace Tidemark.Cli.Downloads.Archives;

/// <summary>
/// Downloads Binance's public archive into the catalog, file by file through the importer: months where they are published, else days. A
/// file whose name is among the sources of the series is not fetched again.
/// </summary>
/// <param name="catalog">Where the data goes.</param>
/// <param name="client">Fetches and verifies.</param>
/// <param name="keepsFiles">Whether the files stay after the import.</param>
internal sealed class ArchiveDownload(MarketCatalog catalog, ArchiveClient client, bool keepsFiles)
{
    /// <exception cref="BadInputException">The archive has nothing of such an instrument, or a file cannot be imported.</exception>
    /// <exception cref="DownloadException">A file cannot be had; those before are imported.</exception>
    public async Task<ArchiveReport> RunAsync(InstrumentId instrument, InstrumentId storedAs, ArchiveContent content, Instant from, Instant to, ReadOptions options, Func<long, IProgress<long>> startProgress, CancellationToken cancellation)
    {
        var pending = new LinkedList<ArchiveFile>(ArchivePlan.Files(instrument, content, from, to));
        var known = SourcesOf(storedAs, content);
        var progress = startProgress((to - from).Nanoseconds / Instant.NanosecondsPerSecond);
        var (imported, absent, there, added, replaced) = (new List<string>(), new List<string>(), 0, 0L, 0L);
        var importer = new MarketImporter(catalog, storedAs, options with { Interval = content.Interval });
        while (pending.First is { } node)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = node.Value;
            pending.RemoveFirst();
            progress.Report(Math.Max((file.From - from).Nanoseconds / Instant.NanosecondsPerSecond, 0));
            if (known.Contains(file.Name))
            {
                there++;
            }
            else if (await client.FetchAsync(file, cancellation).ConfigureAwait(false) is { } path)
            {
                var outcome = importer.Import([path], null, cancellation).Outcome;
                (added, replaced) = (added + outcome.Added, replaced + outcome.Replaced + outcome.Kept);
                imported.Add(file.Name);
                if (!keepsFiles) File.Delete(path);
            }
            else if (file.IsMonthly)
            {
                foreach (var day in ArchivePlan.DaysOf(instrument, content, file).Reverse()) pending.AddFirst(day);
            }
            else
            {
                absent.Add(file.Name);
            }
        }
        return new ArchiveReport(Find(storedAs, content), imported, there, absent, added, replaced);
    }

    private HashSet<string> SourcesOf(InstrumentId id, ArchiveContent content) => Find(id, content) is { } info ? [.. info.Sources.Select(source => source.Name)] : [];

    private SeriesInfo? Find(InstrumentId id, ArchiveContent content) =>
        (content.Interval is { } interval ? catalog.TryFind(new BarSpec(id, interval), out var info) : catalog.TryFindTrades(id, out info)) ? info : null;
}
