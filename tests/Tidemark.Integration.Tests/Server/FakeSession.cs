using Tidemark.Engine.Events;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Server;

/// <summary>A session by hand: a test sets what it shows and sees what it is asked for.</summary>
internal sealed class FakeSession(SessionSnapshot first) : ISessionView
{
    private readonly Lock gate = new();
    private readonly List<(EngineCommandKind Command, string Reason)> asked = [];
    private SessionSnapshot current = first;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SessionSnapshot Current { get { lock (gate) return current; } }

    public bool HasEnded { get; private set; }

    public IReadOnlyList<(EngineCommandKind Command, string Reason)> Asked { get { lock (gate) return [.. asked]; } }

    /// <summary>Shows a new state; its version is set here.</summary>
    public void Show(Func<SessionSnapshot, SessionSnapshot> change)
    {
        lock (gate)
        {
            current = change(current) with { Version = current.Version + 1 };
            Announce();
        }
    }

    public void End(SessionStatus status)
    {
        lock (gate)
        {
            HasEnded = true;
            current = current with { Version = current.Version + 1, Status = status };
            Announce();
        }
    }

    public async Task<SessionSnapshot> WaitForNewerAsync(long version, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (current.Version > version || HasEnded) return current;
                next = changed.Task;
            }
            await next.WaitAsync(cancellation);
        }
    }

    public bool TryAsk(EngineCommandKind command, string reason)
    {
        lock (gate)
        {
            if (HasEnded) return false;
            asked.Add((command, reason));
            return true;
        }
    }

    private void Announce()
    {
        var announced = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        announced.SetResult();
    }
}
