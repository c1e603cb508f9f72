using Tidemark.Venues.Books;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Trades;

/// <summary>
/// Hands on the trades of one instrument in the order of their numbers, each exactly once. One that is told again is left out; where numbers
/// are missing, later ones wait: they may only be late, and else are asked for. So a lost message, or a lost connection, loses no trade.
/// For venues whose numbers have no holes.
/// </summary>
public sealed class TradeKeeper
{
    private const int MostWaiting = 50_000;
    private const long MostMissing = 100_000;

    private readonly ITradeSink sink;
    private readonly Func<long, long, CancellationToken, Task<VenueResult<IReadOnlyList<Trade>>>> readTrades;
    private readonly RecoveryGate recovery;
    private readonly Lock gate;
    private readonly SortedDictionary<long, (Trade Trade, Instant ReceivedAt)> waiting = [];
    private long lastId = -1;
    private CancellationTokenSource? filling;

    /// <param name="sink">Hears the trades.</param>
    /// <param name="readTrades">Asks for the trades with numbers from the first to the second, both included; it may give fewer at once.</param>
    /// <param name="recovery">Lets few ask at once, and holds the lock under which everything happens.</param>
    public TradeKeeper(ITradeSink sink, Func<long, long, CancellationToken, Task<VenueResult<IReadOnlyList<Trade>>>> readTrades, RecoveryGate recovery)
    {
        (this.sink, this.readTrades, this.recovery) = (sink, readTrades, recovery);
        gate = recovery.Gate;
    }

    /// <summary>Takes a trade as it was received.</summary>
    public void Take(in Trade trade, Instant receivedAt)
    {
        lock (gate)
        {
            if (lastId >= 0 && trade.TradeId <= lastId) return;
            if (lastId < 0 || trade.TradeId == lastId + 1)
            {
                Tell(trade, receivedAt);
                if (waiting.Count > 0) Flush();
                return;
            }
            if (trade.TradeId - lastId > MostMissing || waiting.Count >= MostWaiting)
            {
                GiveUp(trade.TradeId - 1, "too many at once");
                Take(trade, receivedAt);
                return;
            }
            waiting.TryAdd(trade.TradeId, (trade, receivedAt));
            if (filling is not null) return;
            filling = recovery.NewCancellation();
            _ = FillAsync(filling);
        }
    }

    private void Tell(in Trade trade, Instant receivedAt)
    {
        lastId = trade.TradeId;
        sink.OnTrade(trade, receivedAt);
    }

    /// <summary>Tells those that waited and follow now.</summary>
    private void Flush()
    {
        while (waiting.Count > 0)
        {
            var (id, (trade, receivedAt)) = waiting.First();
            if (id > lastId + 1) return;
            waiting.Remove(id);
            if (id > lastId) Tell(trade, receivedAt);
        }
    }

    /// <summary>Goes on after a hole that cannot be filled.</summary>
    private void GiveUp(long upTo, string reason)
    {
        if (waiting.Count > 0) upTo = Math.Min(upTo, waiting.First().Key - 1);
        if (upTo > lastId) sink.OnMissing(lastId + 1, upTo, reason);
        lastId = Math.Max(lastId, upTo);
        Flush();
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
                var answer = await recovery.AskAsync(ct => readTrades(missing.First, missing.Last, ct), mine.Token).ConfigureAwait(false);
                if (!patience.IsOver(Took(answer), answer.Error)) continue;
                lock (gate) GiveUp(missing.Last, answer.Error?.Message ?? "the venue does not have them");
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

    private (long First, long Last)? MissingNow(CancellationTokenSource mine)
    {
        lock (gate)
        {
            Flush();
            if (waiting.Count > 0) return (lastId + 1, waiting.First().Key - 1);
            if (filling == mine) filling = null;
            return null;
        }
    }

    /// <summary>Takes what was asked for. Returns whether that brought us on.</summary>
    private bool Took(VenueResult<IReadOnlyList<Trade>> answer)
    {
        if (!answer.TryGet(out var trades, out _)) return false;
        lock (gate)
        {
            var before = lastId;
            foreach (var trade in trades)
                if (trade.TradeId == lastId + 1) Tell(trade, recovery.Now);
            Flush();
            return lastId > before;
        }
    }
}
