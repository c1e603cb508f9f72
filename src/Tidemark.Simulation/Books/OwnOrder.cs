using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Books;

/// <summary>One of our limit orders as it rests in a recorded book.</summary>
/// <param name="order">The order.</param>
/// <param name="ticks">Its price.</param>
internal sealed class OwnOrder(RestingOrder order, long ticks)
{
    private QueuePosition queue;

    public RestingOrder Order => order;

    public long Ticks => ticks;

    /// <summary>Where it stands at its price.</summary>
    public ref QueuePosition Queue => ref queue;
}
