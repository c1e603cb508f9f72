using Tidemark.Simulation.Books.Queues;

namespace Tidemark.Simulation.Fills;

/// <summary>
/// Orders meet a recorded order book and recorded trades instead of bars; the rules are those of <c>docs/order-book-data.md</c>.
/// Unrealistic: the recorded market does not answer to our orders.
/// </summary>
/// <param name="queue">How the place in the queue is estimated.</param>
public sealed class BookFillModel(IQueueModel queue) : IFillModel
{
    internal const string Prefix = "order-book:";

    public IQueueModel Queue => queue;

    public string Name => Prefix + queue.Name;

    public string Assumption => $"takers walk the recorded book, makers wait in its queue: {queue.Assumption}";

    public bool FillsLimitsOnTouch => false;

    public bool ProtectsEntryBar => false;

    public decimal? ParticipationCap => null;
}
