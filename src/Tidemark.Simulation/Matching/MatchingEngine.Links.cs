namespace Tidemark.Simulation.Matching;

/// <summary>Two orders of which only one shall trade.</summary>
public sealed partial class MatchingEngine
{
    /// <summary>Null until the first link, so that books without any pay for nothing.</summary>
    private Dictionary<long, long>? links;

    /// <summary>
    /// When one of two orders trades, wakes, or is ended by self-trade prevention, the other one ends with
    /// <see cref="MatchReason.Expired"/> before anything else can reach it. Either may be submitted afterwards. Links are not part of a
    /// saved state.
    /// </summary>
    public void Link(long orderId, long otherId)
    {
        links ??= [];
        links[orderId] = otherId;
        links[otherId] = orderId;
    }

    /// <summary>Forgets the link of an order, if it has one.</summary>
    public void Unlink(long orderId)
    {
        if (links is not null && links.Remove(orderId, out var otherId)) links.Remove(otherId);
    }

    private void EndLinked(long orderId, MatchEvents events)
    {
        if (!links!.Remove(orderId, out var otherId)) return;
        links.Remove(otherId);
        var index = ids.Remove(otherId);
        if (index != 0) Drop(index, events, MatchReason.Expired);
    }
}
