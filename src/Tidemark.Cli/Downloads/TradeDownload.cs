using Tidemark.Storage.Catalog;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Downloads;

/// <summary>Downloads trades that are not stored yet; their numbers tell whether any is missing. Otherwise as <see cref="BarDownload"/>.</summary>
/// <param name="catalog">Where the trades go.</param>
/// <param name="history">Who is asked.</param>
internal sealed class TradeDownload(MarketCatalog catalog, IMarketHistory history)
{
    private const int FewestToStore = 200_000;

    /// <summary>The coarsest time that venues give.</summary>
    private static readonly Duration EdgeLength = Duration.FromMilliseconds(1);

    /// <exception cref="BadInputException">The venue does not have it, or it would be mixed with data of another kind.</exception>
    /// <exception cref="DownloadException">The venue could not be asked; what had come is stored.</exception>
    public async Task<DownloadReport> RunAsync(DownloadTarget target, Func<long, IProgress<long>> startProgress, CancellationToken cancellation)
    {
        TradeColumns? stored = null;
        if (catalog.TryFindTrades(target.StoredAs, out var there))
        {
            target.RefuseMixing(there);
            stored = catalog.OpenTrades(target.StoredAs);
        }
        var missing = MissingRanges.OfTrades(target.From, target.To, stored);
        var progress = startProgress(missing.Sum(range => (range.To - range.From).Nanoseconds / Instant.NanosecondsPerSecond));
        var collected = new List<Trade>();
        // Two missing ranges may meet inside a burst of one moment, whose trades then come with both.
        var edge = new HashSet<(Instant Time, long Number)>();
        var (added, requests, done) = (0L, 0L, 0L);
        try
        {
            foreach (var range in missing)
            {
                for (string? continuation = null; ;)
                {
                    var answer = await history.ReadTradesAsync(target.Instrument, range.From, range.To, continuation, cancellation).ConfigureAwait(false);
                    requests++;
                    if (!answer.TryGet(out var page, out var error)) throw DownloadException.Of(target, error, hasCome: added + collected.Count > 0);
                    foreach (var trade in page.Items)
                        if (trade.TradeId == 0 || !edge.Contains((trade.Time, trade.TradeId))) collected.Add(trade);
                    if (page.Items.Count > 0) progress.Report(done + (page.Items[^1].Time - range.From).Nanoseconds / Instant.NanosecondsPerSecond);
                    if (collected.Count >= Math.Max(FewestToStore, (stored?.Count ?? 0) / 5)) added += Store(target, collected);
                    edge.RemoveWhere(seen => seen.Time < range.To - EdgeLength);
                    foreach (var trade in page.Items)
                        if (trade.Time >= range.To - EdgeLength) edge.Add((trade.Time, trade.TradeId));
                    if (page.Continuation is null) break;
                    continuation = page.Continuation;
                }
                done += (range.To - range.From).Nanoseconds / Instant.NanosecondsPerSecond;
            }
        }
        finally
        {
            added += Store(target, collected);
        }
        return Report(target, added, requests);
    }

    private long Store(DownloadTarget target, List<Trade> collected)
    {
        if (collected.Count == 0) return 0;
        var outcome = catalog.AddTrades(target.StoredAs, [TradeColumns.FromTrades(collected)], [target.SourceOf("trades", collected.Count)], ConflictRepair.Keep);
        collected.Clear();
        return outcome.Added;
    }

    private DownloadReport Report(DownloadTarget target, long added, long requests)
    {
        if (!catalog.TryFindTrades(target.StoredAs, out var info)) return new DownloadReport(null, 0, 0, requests, 0, [], [$"{target.Origin} has no trades of {target.Instrument} in this time"]);
        var trades = catalog.OpenTrades(target.StoredAs);
        return new DownloadReport(info, added, trades.Between(target.From, target.To).Count - added, requests, MissingRanges.JumpsOfTrades(trades, target.From, target.To), [], []);
    }
}
