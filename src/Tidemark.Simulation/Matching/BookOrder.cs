namespace Tidemark.Simulation.Matching;

/// <summary>A live order as it stands.</summary>
/// <param name="PriceTicks">Its limit; 0 for a market order that waits for its trigger.</param>
/// <param name="TriggerTicks">What it waits for; 0 when it is in the book.</param>
/// <param name="QuantityLots">Its whole quantity, filled lots included.</param>
/// <param name="RemainingLots">What is left to fill, hidden lots included.</param>
/// <param name="DisplayedLots">What others see of it; 0 while it waits.</param>
public readonly record struct BookOrder(
    long OrderId, int Account, Side Side, OrderType Type, long PriceTicks, long TriggerTicks, long QuantityLots, long RemainingLots, long DisplayedLots)
{
    public long FilledLots => QuantityLots - RemainingLots;
}
