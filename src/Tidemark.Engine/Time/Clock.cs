namespace Tidemark.Engine.Time;

/// <summary>The engine's time: the moment at which the current event became known. It never goes back and nothing else tells time.</summary>
public sealed class Clock
{
    public Instant Now { get; private set; } = Instant.MinValue;

    /// <summary>Moves to a later moment; an earlier one leaves the clock where it is.</summary>
    internal void AdvanceTo(Instant time)
    {
        if (time > Now) Now = time;
    }
}
