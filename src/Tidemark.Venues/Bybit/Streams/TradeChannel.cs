using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>
/// Trades, each once and in order, from <c>publicTrade</c>. Their names do not tell whether one is missing, so after each reconnect the latest
/// ones are asked for, later ones wait meanwhile, and what was told is left out. Where the latest do not reach back to the last one told, that
/// is said.
/// </summary>
internal sealed class TradeChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery,
    Func<CancellationToken, Task<VenueResult<(IReadOnlyList<Trade> Trades, bool IsCut)>>> readLatest)
    : StreamChannel(subscription, Topics.Trades(instrument.Symbol), listener, recovery)
{
    private const int Remembered = 20_000;
    private const int MostWaiting = 50_000;
    private const int MostAttempts = 5;
    private readonly HashSet<long> told = [];
    private readonly Queue<long> order = new();
    private readonly List<(Trade Trade, Instant ReceivedAt)> waiting = [];
    private readonly List<Trade> received = [];
    private Instant lastTime = Instant.MinValue;
    private bool isCatchingUp;
    private CancellationTokenSource? catchingUp;

    public override void Connected() => isCatchingUp = told.Count > 0;

    public override void Confirmed()
    {
        if (!isCatchingUp || catchingUp is not null) return;
        catchingUp = Recovery.NewCancellation();
        _ = CatchUpAsync(catchingUp);
    }

    public override void Disconnected()
    {
        catchingUp?.Cancel();
        catchingUp = null;
        // The next connection asks for the latest ones, and these are among them.
        waiting.Clear();
        isCatchingUp = false;
    }

    protected override void Read(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        MessageReader.Trades(message, received);
        foreach (var trade in received)
        {
            if (isCatchingUp && waiting.Count < MostWaiting) waiting.Add((trade, receivedAt));
            else Tell(trade, receivedAt);
        }
    }

    private void Tell(in Trade trade, Instant receivedAt)
    {
        // One that is older than what was told is a repetition from before what is remembered.
        if (trade.Time < lastTime || !told.Add(trade.TradeId)) return;
        order.Enqueue(trade.TradeId);
        if (order.Count > Remembered) told.Remove(order.Dequeue());
        lastTime = trade.Time;
        Listener.OnTrade(Index, trade, receivedAt);
    }

    private async Task CatchUpAsync(CancellationTokenSource mine)
    {
        await Task.Yield();
        var backoff = Recovery.NewBackoff();
        try
        {
            while (true)
            {
                var answer = await Recovery.AskAsync(readLatest, mine.Token).ConfigureAwait(false);
                if (answer.IsSuccess || backoff.Attempts >= MostAttempts)
                {
                    Finish(mine, answer);
                    return;
                }
                await Recovery.PauseAsync(backoff, mine.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disconnected, or closed.
        }
        finally
        {
            lock (Recovery.Gate)
            {
                if (catchingUp == mine) catchingUp = null;
                mine.Dispose();
            }
        }
    }

    private void Finish(CancellationTokenSource mine, VenueResult<(IReadOnlyList<Trade> Trades, bool IsCut)> answer)
    {
        lock (Recovery.Gate)
        {
            if (catchingUp != mine) return;
            if (!answer.TryGet(out var latest, out var error)) Tell(FeedNoticeKind.Problem, $"trades after {lastTime} may be missing: {error.Message}");
            else if (latest.IsCut && latest.Trades[0].Time > lastTime) Tell(FeedNoticeKind.Problem, $"trades between {lastTime} and {latest.Trades[0].Time} are missing: the venue gives no older ones");
            foreach (var trade in latest.Trades ?? []) Tell(trade, Recovery.Now);
            foreach (var (trade, receivedAt) in waiting) Tell(trade, receivedAt);
            waiting.Clear();
            isCatchingUp = false;
        }
    }
}
