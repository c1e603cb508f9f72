namespace Tidemark.Simulation.Books.Queues;

/// <summary>
/// Everyone who leaves without a trade stood behind us: only trades at the price bring the order forward, and the certainty that no more can
/// stand before it than is displayed. The lower bound of fills. Unrealistic: some of those before us do cancel, so real orders fill sooner.
/// </summary>
public sealed class RiskAverseQueue : IQueueModel
{
    public string Name => "risk-averse";

    public string Assumption => "who cancels stood behind us";

    public void LevelChanged(ref QueuePosition position, long before, long after, double lot)
    {
        position.TradedSinceChange = 0;
        position.Ahead = Math.Min(position.Ahead, after);
    }
}
