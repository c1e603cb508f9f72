using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>A live order of the naive book.</summary>
internal sealed class NaiveOrder(MatchOrder terms, long time)
{
    public MatchOrder Terms { get; } = terms;
    public long Time { get; set; } = time;
    public long Price { get; set; } = terms.Type.HasLimit() ? terms.PriceTicks : 0;
    public long Quantity { get; set; } = terms.QuantityLots;
    public long Filled { get; set; }
    public long Displayed { get; set; }
    public long Trigger { get; set; } = terms.TriggerTicks;
    public bool IsWaiting { get; set; }
    public long Spent { get; set; }
    public long Remaining => Quantity - Filled;
    public long NextPart => Terms.DisplayLots == 0 ? Remaining : Math.Min(Remaining, Terms.DisplayLots);

    public BookOrder View => new(Terms.OrderId, Terms.Account, Terms.Side, Terms.Type, Price, IsWaiting ? Trigger : 0, Quantity, Remaining, Displayed);

    public NaiveOrder Copy() => (NaiveOrder)MemberwiseClone();

    public MatchEvent Tell(MatchEventKind kind, MatchReason reason = MatchReason.None) =>
        new(kind, reason, Terms.Side, default, Terms.Account, Terms.OrderId, Price, Quantity, Remaining, 0);
}
