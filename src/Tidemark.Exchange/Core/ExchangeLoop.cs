using System.Threading.Channels;
using Tidemark.Exchange.Agents;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Core;

/// <summary>
/// The one thread of the exchange: requests come through a channel, and between them time goes on in steps of a tenth of a second in which
/// the simulated traders act.
/// </summary>
internal sealed class ExchangeLoop : IAsyncDisposable
{
    /// <summary>After a long pause or a skip the steps grow rather than become more.</summary>
    private const int MostStepsAtOnce = 300;

    public static readonly Duration Step = Duration.FromMilliseconds(100);

    private readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock gate = new();
    private readonly PriorityQueue<Action, (long Due, long Order)> later = new();
    private readonly ExchangeClock clock;
    private readonly MarketCrowd[] crowds;
    private readonly ITimer timer;
    private readonly Task running;
    private int isStepPending;
    private Instant stepped;
    private long steps;
    private long laterCount;

    /// <param name="core">Stands in the past; the simulated traders make what happened from then to now before the exchange opens.</param>
    /// <param name="hasPast">Whether a saved state has been put back, so that no past is made.</param>
    /// <param name="tapes">Recorded trades of some markets.</param>
    /// <param name="contracts">The exchange's perpetuals, which follow the core's markets; null where it has none.</param>
    public ExchangeLoop(ExchangeCore core, ExchangeClock clock, ulong seed, TimeProvider time, ContractCore? contracts = null, IReadOnlyList<MarketTape>? tapes = null, bool hasPast = false)
    {
        Core = core;
        Contracts = contracts;
        this.clock = clock;
        crowds = [.. core.Markets.Select(market => new MarketCrowd(core, market, seed, null, tapes?.FirstOrDefault(tape => tape.Symbol == market.Rules.Symbol)))];
        if (contracts is not null) crowds = [.. crowds, .. contracts.Markets.Select(market => new MarketCrowd(contracts, market, seed + 1, core.FindMarket(market.Rules.Symbol)))];
        stepped = clock.Now;
        // What was before a restart is the past; while the exchange was closed nobody traded.
        if (hasPast)
        {
            MoveTo(stepped);
            foreach (var crowd in crowds) crowd.QuoteAll();
        }
        else MakeHistory();
        running = Task.Run(RunAsync);
        timer = time.CreateTimer(_ => RequestStep(), null, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20));
    }

    public ExchangeCore Core { get; }

    /// <summary>Null where the exchange has no perpetuals.</summary>
    public ContractCore? Contracts { get; }

    public ExchangeClock Clock => clock;

    /// <summary>Called after each step of time, on the exchange's thread.</summary>
    public Action? Stepped { get; set; }

    /// <summary>Runs something on the exchange's thread when its time has come there; what is due at one time runs in the order of asking.</summary>
    public void At(Instant due, Action action)
    {
        lock (gate) later.Enqueue(action, (due.Nanoseconds, laterCount++));
    }

    /// <summary>Completes when so much of the exchange's time has gone by.</summary>
    public async Task WaitAsync(Duration delay, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        At(clock.Now + delay, () => done.TrySetResult());
        RequestStep();
        await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs something on the exchange's thread.</summary>
    public Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isTaken = work.Writer.TryWrite(() =>
        {
            try
            {
                CatchUp();
                answer.SetResult(question());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        });
        if (!isTaken) answer.SetException(new OperationCanceledException("the exchange has closed"));
        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync().ConfigureAwait(false);
        work.Writer.TryComplete();
        await running.ConfigureAwait(false);
    }

    private void RequestStep()
    {
        if (Interlocked.Exchange(ref isStepPending, 1) == 0)
            work.Writer.TryWrite(() =>
            {
                Volatile.Write(ref isStepPending, 0);
                CatchUp();
            });
    }

    private async Task RunAsync()
    {
        await foreach (var action in work.Reader.ReadAllAsync().ConfigureAwait(false)) action();
    }

    private void MakeHistory()
    {
        for (var time = Core.Now; time < stepped; time += Duration.FromSeconds(1))
        {
            MoveTo(time);
            foreach (var crowd in crowds) crowd.Act();
            Contracts?.Step();
        }
        foreach (var market in Core.Markets.Concat(Contracts?.Markets ?? []))
        {
            // Diff streams begin with what happens from now on.
            market.CollectChanges();
            market.Fast.Clear();
            market.Slow.Clear();
        }
        MoveTo(stepped);
    }

    private void MoveTo(Instant time)
    {
        Core.MoveTo(time);
        if (Contracts is null) return;
        Contracts.Skew = Core.Skew;
        Contracts.MoveTo(time);
    }

    private void CatchUp()
    {
        var now = clock.Now;
        var due = (now - stepped).Nanoseconds / Step.Nanoseconds;
        var length = due <= MostStepsAtOnce ? Step : new Duration((now - stepped).Nanoseconds / MostStepsAtOnce);
        for (var i = 0; i < Math.Min(due, MostStepsAtOnce); i++)
        {
            stepped += length;
            MoveTo(stepped);
            foreach (var crowd in crowds) crowd.Act();
            Contracts?.Step();
            Core.Listener?.OnStep(Core.Now, ++steps);
            Contracts?.Listener?.OnStep(Contracts.Now, steps);
            Stepped?.Invoke();
            RunDue();
        }
        MoveTo(now);
        RunDue();
    }

    private void RunDue()
    {
        while (true)
        {
            Action action;
            lock (gate)
            {
                if (!later.TryPeek(out _, out var first) || first.Due > Core.Time.Nanoseconds) return;
                action = later.Dequeue();
            }
            action();
        }
    }
}
