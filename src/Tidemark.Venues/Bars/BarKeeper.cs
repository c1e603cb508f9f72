using Tidemark.Venues.Books;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Bars;

/// <summary>
/// Hands on the bars of one stream: growing ones as they come, closed ones each once and in order. Where the close of a bar was not told, the
/// next bar shows it: closed bars that are missing are asked for, and later ones wait for them.
/// </summary>
public sealed class BarKeeper
{
    private readonly IBarSink sink;
    private readonly Interval interval;
    private readonly Func<Instant, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Bar>>>> readBars;
    private readonly RecoveryGate recovery;
    private readonly Lock gate;
    private readonly SortedDictionary<Instant, (Bar Bar, Instant ReceivedAt)> waiting = [];
    private Instant? nextOpen;
    private Instant closedUpTo = Instant.MinValue;
    private CancellationTokenSource? filling;

    /// <param name="sink">Hears the bars.</param>
    /// <param name="interval">Of the stream.</param>
    /// <param name="readBars">Asks for the closed bars that open in [from, to); it may give fewer at once.</param>
    /// <param name="recovery">Lets few ask at once, and holds the lock under which everything happens.</param>
    public BarKeeper(IBarSink sink, Interval interval, Func<Instant, Instant, CancellationToken, Task<VenueResult<IReadOnlyList<Bar>>>> readBars, RecoveryGate recovery)
    {
        (this.sink, this.interval, this.readBars, this.recovery) = (sink, interval, readBars, recovery);
        gate = recovery.Gate;
    }

    /// <summary>Takes a bar as it was received.</summary>
    public void Take(in Bar bar, bool isClosed, Instant receivedAt)
    {
        lock (gate)
        {
            // The first one may have been joined in the middle: it is told all the same, as the venue tells it whole.
            nextOpen ??= bar.OpenTime;
            if (bar.OpenTime < nextOpen) return;
            if (isClosed) waiting[bar.OpenTime] = (bar, receivedAt);
            else if (bar.OpenTime == nextOpen && waiting.Count == 0) sink.OnBar(bar, isClosed: false, receivedAt);
            Flush();
            // A bar that grows says that all before it have closed.
            closedUpTo = Instant.Max(closedUpTo, bar.OpenTime);
            if (closedUpTo <= nextOpen || filling is not null) return;
            filling = recovery.NewCancellation();
            _ = FillAsync(filling);
        }
    }

    private void Flush()
    {
        while (waiting.Count > 0 && waiting.First() is var (open, (bar, receivedAt)) && open <= nextOpen)
        {
            waiting.Remove(open);
            if (open == nextOpen) Tell(bar, receivedAt);
        }
    }

    private void Tell(in Bar bar, Instant receivedAt)
    {
        nextOpen = interval.CloseOf(bar.OpenTime);
        sink.OnBar(bar, isClosed: true, receivedAt);
    }

    private async Task FillAsync(CancellationTokenSource mine)
    {
        await Task.Yield();
        var backoff = recovery.NewBackoff();
        var patience = new FillPatience(backoff);
        try
        {
            while (true)
            {
                await recovery.PauseAsync(backoff, mine.Token).ConfigureAwait(false);
                if (MissingNow(mine) is not { } missing) return;
                var answer = await recovery.AskAsync(ct => readBars(missing.From, missing.To, ct), mine.Token).ConfigureAwait(false);
                if (patience.IsOver(Took(answer), answer.Error)) GiveUp(missing.To, answer.Error?.Message ?? "the venue does not have them");
            }
        }
        catch (OperationCanceledException)
        {
            // The feed is closed.
        }
        finally
        {
            lock (gate)
            {
                if (filling == mine) filling = null;
                mine.Dispose();
            }
        }
    }

    private (Instant From, Instant To)? MissingNow(CancellationTokenSource mine)
    {
        lock (gate)
        {
            Flush();
            var end = waiting.Count > 0 ? waiting.First().Key : closedUpTo;
            if (nextOpen < end) return (nextOpen!.Value, end);
            if (filling == mine) filling = null;
            return null;
        }
    }

    private bool Took(VenueResult<IReadOnlyList<Bar>> answer)
    {
        if (!answer.TryGet(out var bars, out _)) return false;
        lock (gate)
        {
            var before = nextOpen;
            foreach (var bar in bars)
            {
                if (bar.OpenTime < nextOpen) continue;
                // Intervals without a trade may have no bar.
                Tell(bar, recovery.Now);
            }
            Flush();
            return nextOpen > before;
        }
    }

    private void GiveUp(Instant upTo, string reason)
    {
        lock (gate)
        {
            if (nextOpen < upTo) sink.OnMissing(nextOpen!.Value, upTo, reason);
            nextOpen = Instant.Max(nextOpen!.Value, upTo);
            Flush();
        }
    }
}
