namespace Tidemark.Simulation.Books.Queues;

/// <summary>
/// What is canceled is shared between those before and those behind us. With F before, B behind and C less displayed than trades explain, the share
/// p(F, B) of C leaves from behind and the rest from before; what B does not hold comes from before too. More displayed joins behind.
/// </summary>
public abstract class ShareQueue : IQueueModel
{
    public abstract string Name { get; }

    public abstract string Assumption { get; }

    public void LevelChanged(ref QueuePosition position, long before, long after, double lot)
    {
        var traded = position.TradedSinceChange;
        position.TradedSinceChange = 0;
        var left = before - traded;
        var canceled = left - after;
        if (canceled > 0 && position.Ahead > 0)
        {
            var behind = Math.Max(left - position.Ahead, 0);
            var fromBehind = Math.Min(ShareFromBehind(position.Ahead * lot, behind * lot) * canceled, behind);
            position.Ahead = Math.Max(position.Ahead - (canceled - fromBehind), 0);
        }
        position.Ahead = Math.Min(position.Ahead, after);
    }

    /// <summary>The share of a cancellation that leaves from behind us, from 0 to 1.</summary>
    /// <param name="ahead">What stands before us, in base units; above zero.</param>
    /// <param name="behind">What stands behind us, in base units.</param>
    protected abstract double ShareFromBehind(double ahead, double behind);
}
