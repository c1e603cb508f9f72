namespace Tidemark.Simulation.Books.Queues;

/// <summary>
/// Estimates the place of our order in the queue at its price. Data by price (L2) tells how much rests at a price, not whose it is: when less is
/// there, somebody before us or behind us has left, and each model states which. The exact place can only be known from data of single orders (L3).
/// In every model an order joins behind all that is displayed, trades at its price take from the front, and less displayed than stands before it
/// brings it forward.
/// </summary>
public interface IQueueModel
{
    /// <summary>The name and value on the command line: <c>power:3</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for reports: what is assumed.</summary>
    string Assumption { get; }

    /// <summary>The displayed quantity at its price has changed.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="before">What was displayed, in lots.</param>
    /// <param name="after">What is displayed now.</param>
    /// <param name="lot">One lot in base units, for models whose law is not the same in all units.</param>
    void LevelChanged(ref QueuePosition position, long before, long after, double lot);
}
