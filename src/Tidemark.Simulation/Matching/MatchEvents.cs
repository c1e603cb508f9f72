using System.Runtime.CompilerServices;

namespace Tidemark.Simulation.Matching;

/// <summary>The caller's buffer of events. It grows to the most that one use needed, and from then on allocates nothing.</summary>
public sealed class MatchEvents
{
    private MatchEvent[] items = new MatchEvent[64];

    public int Count { get; private set; }

    /// <summary>The events since the last <see cref="Clear"/>, in order; valid until the next command.</summary>
    public ReadOnlySpan<MatchEvent> Items => items.AsSpan(0, Count);

    /// <summary>Forgets all events.</summary>
    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(in MatchEvent item)
    {
        if (Count == items.Length) Grow();
        items[Count++] = item;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow() => Array.Resize(ref items, items.Length * 2);
}
