using System.Globalization;
using Tidemark.Storage.Catalog;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Downloads;

/// <summary>
/// Downloads bars that are not stored yet. What has come is stored every so often and at the end, also of an interrupt or an error, so that
/// the same command goes on where it was.
/// </summary>
/// <param name="catalog">Where the bars go.</param>
/// <param name="history">Who is asked; it keeps to the venue's limits by itself.</param>
internal sealed class BarDownload(MarketCatalog catalog, IMarketHistory history)
{
    private const int PageLength = 1_000;
    private const int FewestToStore = 20_000;
    private const int GapsShown = 5;

    /// <exception cref="BadInputException">The venue does not have it, or it would be mixed with data of another kind.</exception>
    /// <exception cref="DownloadException">The venue could not be asked; what had come is stored.</exception>
    public async Task<DownloadReport> RunAsync(DownloadTarget target, Interval interval, Func<long, IProgress<long>> startProgress, CancellationToken cancellation)
    {
        var spec = new BarSpec(target.StoredAs, interval);
        var (stored, filled) = Stored(spec, target);
        var missing = MissingRanges.OfBars(interval, target.From, target.To, stored, filled, PageLength);
        var progress = startProgress(missing.Sum(range => interval.CountBetween(range.From, range.To)));
        var collected = new List<Bar>();
        var (added, requests, done) = (0L, 0L, 0L);
        try
        {
            foreach (var range in missing)
            {
                for (string? continuation = null; ;)
                {
                    var answer = await history.ReadBarsAsync(new BarSpec(target.Instrument, interval), range.From, range.To, continuation, cancellation).ConfigureAwait(false);
                    requests++;
                    if (!answer.TryGet(out var page, out var error)) throw DownloadException.Of(target, error, hasCome: added + collected.Count > 0);
                    collected.AddRange(page.Items.Where(bar => IsNew(stored, filled, bar.OpenTime)));
                    if (page.Items.Count > 0) progress.Report(done + interval.CountBetween(range.From, page.Items[^1].OpenTime));
                    if (collected.Count >= Math.Max(FewestToStore, (stored?.Count ?? 0) / 5)) added += Store(spec, target, collected);
                    if (page.Continuation is null) break;
                    continuation = page.Continuation;
                }
                done += interval.CountBetween(range.From, range.To);
            }
        }
        finally
        {
            added += Store(spec, target, collected);
        }
        return Report(spec, target, added, requests);
    }

    private (BarColumns? Bars, IReadOnlyList<GapRange> Filled) Stored(BarSpec spec, DownloadTarget target)
    {
        if (!catalog.TryFind(spec, out var info)) return (null, []);
        target.RefuseMixing(info);
        return (catalog.OpenBars(spec), [.. info.Sources.SelectMany(source => source.Filled)]);
    }

    private static bool IsNew(BarColumns? stored, IReadOnlyList<GapRange> filled, Instant open)
    {
        if (stored is null) return true;
        var index = stored.LowerBound(open);
        return index == stored.Count || stored.OpenTimes.Span[index] != open.Nanoseconds || MissingRanges.IsFilled(filled, open);
    }

    private long Store(BarSpec spec, DownloadTarget target, List<Bar> collected)
    {
        if (collected.Count == 0) return 0;
        var count = collected.Count;
        catalog.AddBars(spec.Instrument, spec.Interval, BarColumns.FromBars(spec.Interval, collected), target.SourceOf("klines", count), ConflictRepair.Keep);
        collected.Clear();
        return count;
    }

    private DownloadReport Report(BarSpec spec, DownloadTarget target, long added, long requests)
    {
        if (!catalog.TryFind(spec, out var info)) return new DownloadReport(null, 0, 0, requests, 0, [], [$"{target.Origin} has no bars of {target.Instrument} in this time"]);
        var inside = catalog.OpenBars(spec).Between(target.From, target.To);
        var gaps = GapMap.Of(inside);
        var notes = new List<string>();
        if (inside.Count > 0 && inside[0].OpenTime is var first && spec.Interval.CountBetween(target.From, first) > 0) notes.Add($"the venue has nothing before {first}");
        if (inside.Count > 0 && spec.Interval.CloseOf(inside[inside.Count - 1].OpenTime) is var end && spec.Interval.CountBetween(end, target.To) > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"the venue has nothing closed after {end}"));
        return new DownloadReport(info, added, inside.Count - added, requests, gaps.AbsentBars(), gaps.Longest(GapsShown), notes);
    }
}
