using System.Threading.Channels;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Node.Markets;
using Tidemark.Node.Recovery;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Sessions;

/// <summary>
/// Trades on paper: the engine and the simulated venue of the backtest, fed in real or faster time, everything journaled. A session
/// that ended, cleanly or not, goes on from its journal with the same portfolio, orders and place in the market.
/// </summary>
public sealed class PaperSession : ISessionView, IDisposable
{
    /// <summary>Readers see a new snapshot at most this often while bars rush by.</summary>
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Timers cannot wait for more than 49 days; a session that has to simply waits again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly JournalWriter writer;
    private readonly VerifyingJournal journal;
    private readonly RecordedPredictors models;
    private readonly ISessionModels? updates;
    private readonly SessionKernel kernel;
    private readonly ISessionMarket market;
    private readonly double speed;
    private readonly TimeProvider time;
    private readonly SnapshotBuilder snapshots;
    private readonly Channel<EngineCommand> commands = Channel.CreateUnbounded<EngineCommand>();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SessionSnapshot current;
    private long publishedAt;
    private bool isUnpublished = true;
    private volatile bool hasEnded;

    private PaperSession(JournalWriter writer, SessionStartedRecord started, JournalSequence lastOnDisk, ISessionMarket market, IPredictorSource? models, double speed, TimeProvider time)
    {
        this.writer = writer;
        this.market = market;
        this.speed = speed;
        this.time = time;
        journal = new VerifyingJournal(writer.Folder, lastOnDisk, writer);
        updates = models as ISessionModels;
        this.models = new RecordedPredictors(writer.Folder, lastOnDisk, models);
        kernel = new SessionKernel(started, journal, this.models, venue => new DurableClient(venue, writer));
        snapshots = new SnapshotBuilder(kernel, market, speed);
        current = snapshots.Build(SessionStatus.Recovering, null, lastOnDisk.Value);
    }

    public SessionSnapshot Current => Volatile.Read(ref current);

    /// <summary>What a crash had left half-written at the end of the journal; null when it was whole.</summary>
    public JournalRepair? Repair => writer.Repair;

    /// <summary>Records replayed and found equal when the session was taken up.</summary>
    public long VerifiedRecords => journal.Verified;

    /// <summary>Begins a new session.</summary>
    /// <param name="folder">Where its journal goes; must not hold one.</param>
    /// <param name="started">What it is; its journal id names the journal.</param>
    /// <param name="market">Where prices come from, at its first bar.</param>
    /// <param name="speed">Seconds of the market per second.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="funding">Funding rates that the market will give; kept in the journal, since their file may be gone at a restart.</param>
    /// <param name="models">Where strategies find models; null where there are none. One that is <see cref="ISessionModels"/> can change them.</param>
    /// <exception cref="BadInputException">The session cannot be set up.</exception>
    public static PaperSession Begin(JournalFolder folder, SessionStartedRecord started, ISessionMarket market, double speed, TimeProvider time,
        IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)>? funding = null, IPredictorSource? models = null)
    {
        var writer = JournalWriter.Create(folder, started.Setup.JournalId);
        try
        {
            var payload = new PayloadWriter();
            var header = SessionRecords.Encode(started, started.Setup.TradingStart, payload);
            writer.Append(header, payload.Written);
            foreach (var rates in FundingRatesRecord.Of(funding ?? []))
            {
                header = SessionRecords.Encode(rates, payload);
                writer.Append(header, payload.Written);
            }
            writer.Flush();
            return new PaperSession(writer, started, writer.Last, market, models, speed, time);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Takes a session up where its journal ends: replays the inputs, compares everything, completes what a crash cut off.</summary>
    /// <exception cref="ReplayMismatchException">Replay gives other records than the journal holds.</exception>
    /// <exception cref="JournalException">The journal is damaged or has lost records.</exception>
    /// <exception cref="InvalidDataException">The market no longer has the bars that the session saw.</exception>
    public static PaperSession Continue(JournalFolder folder, Func<SessionInputs, ISessionMarket> market, double speed, TimeProvider time, IPredictorSource? models = null)
    {
        var writer = JournalWriter.Continue(folder);
        try
        {
            var inputs = SessionInputs.Of(folder);
            var session = new PaperSession(writer, inputs.Started, writer.Last, market(inputs), models, speed, time);
            session.TakeUp(writer.Last);
            return session;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async Task<SessionSnapshot> WaitForNewerAsync(long version, CancellationToken cancellation)
    {
        while (true)
        {
            var next = Volatile.Read(ref changed);
            var snapshot = Current;
            if (snapshot.Version > version || hasEnded) return snapshot;
            await next.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public bool TryAsk(EngineCommandKind command, string reason)
    {
        return !hasEnded && commands.Writer.TryWrite(new EngineCommand(command, reason));
    }

    /// <summary>Runs until canceled or failed. Ending is clean: the journal is flushed and says that the session stopped.</summary>
    /// <param name="cancellation">Stops the session between two events.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await FeedUntilCanceledAsync(cancellation).ConfigureAwait(false);
            Say("stopped");
        }
        catch (Exception failure)
        {
            End(SessionStatus.Failed, failure.Message);
            throw;
        }
        End(SessionStatus.Stopped, null);
    }

    public void Dispose()
    {
        hasEnded = true;
        journal.Dispose();
        models.Dispose();
        (updates as IDisposable)?.Dispose();
        writer.Dispose();
    }

    private void TakeUp(JournalSequence last)
    {
        SessionInputs.ForEach(writer.Folder, last, (in EngineEvent input) =>
        {
            kernel.Process(input);
            updates?.Hear(input);
            if (input.Kind is EngineEventKind.Bar or EngineEventKind.Funding) market.Skip(input);
        });
        journal.ExpectEnd();
        models.GoOn();
        writer.Flush();
        Publish();
    }

    private async Task FeedUntilCanceledAsync(CancellationToken cancellation)
    {
        try
        {
            await FeedAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The clean end of a session.
        }
    }

    private async Task FeedAsync(CancellationToken cancellation)
    {
        WarmUp(cancellation);
        Publish();
        var wallStart = time.GetTimestamp();
        var marketStart = MarketNow();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            while (updates?.TakeChange() is { } change) Take(EngineEvent.ForModelChange(change, MarketNow()));
            while (commands.Reader.TryRead(out var command)) Take(EngineEvent.ForCommand(command, MarketNow()));
            var wait = market.NextTime is { } next ? DelayUntil(next, marketStart, wallStart) : Timeout.InfiniteTimeSpan;
            if (wait == TimeSpan.Zero)
            {
                Take(market.Read());
                if (time.GetElapsedTime(publishedAt) >= PublishEvery) Publish();
                continue;
            }
            if (isUnpublished) Publish();
            await WaitForCommandAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The time of the market; before anything has come from it, when trading starts.</summary>
    private Instant MarketNow() =>
        kernel.Engine.Clock.Now > Instant.MinValue ? kernel.Engine.Clock.Now
        : kernel.Started.Setup.TradingStart > Instant.MinValue ? kernel.Started.Setup.TradingStart
        : market.NextTime ?? Instant.MinValue;

    /// <summary>Feeds the bars before trading starts as fast as they come.</summary>
    private void WarmUp(CancellationToken cancellation)
    {
        while (market.NextTime is { } next && next <= kernel.Started.Setup.TradingStart)
        {
            cancellation.ThrowIfCancellationRequested();
            Take(market.Read());
        }
    }

    private void Take(in EngineEvent input)
    {
        isUnpublished = true;
        kernel.Process(input);
        updates?.Hear(input);
    }

    /// <summary>How long the next event lies in the future, in whole milliseconds; zero when it is due. Never negative: -1 ms would mean forever.</summary>
    private TimeSpan DelayUntil(Instant next, Instant marketStart, long wallStart)
    {
        var milliseconds = (next - marketStart).TotalSeconds / speed * 1_000 - time.GetElapsedTime(wallStart).TotalMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(milliseconds), 0, LongestWait.TotalMilliseconds));
    }

    private async Task WaitForCommandAsync(TimeSpan due, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var command = commands.Reader.WaitToReadAsync(either.Token).AsTask();
        var bar = Task.Delay(due, time, either.Token);
        await Task.WhenAny(command, bar).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private void Publish() => Publish(StatusNow(), null);

    private SessionStatus StatusNow() =>
        kernel.Engine.Risk.IsHalted ? SessionStatus.Paused
        : market.NextTime is { } next && next <= kernel.Started.Setup.TradingStart ? SessionStatus.WarmingUp
        : market.NextTime is null ? SessionStatus.Finished
        : SessionStatus.Running;

    private void Publish(SessionStatus status, string? problem)
    {
        publishedAt = time.GetTimestamp();
        isUnpublished = false;
        Volatile.Write(ref current, snapshots.Build(status, problem, writer.Last.Value));
        Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private void Say(string reason)
    {
        var payload = new PayloadWriter();
        var header = SessionRecords.EncodeStopped(reason, kernel.Engine.Clock.Now, payload);
        writer.Append(header, payload.Written);
        writer.Flush();
    }

    private void End(SessionStatus status, string? problem)
    {
        hasEnded = true;
        Publish(status, problem);
    }
}
