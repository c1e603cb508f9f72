namespace Tidemark.Simulation.Books.Queues;

/// <summary>Where an order stands in the queue at its price, as far as that can be estimated. In lots.</summary>
public struct QueuePosition
{
    /// <summary>What rests before it, by estimate.</summary>
    public double Ahead { get; set; }

    /// <summary>What has traded at its price since the displayed quantity last changed: that change holds these trades, and they must not count twice.</summary>
    public double TradedSinceChange { get; set; }
}
