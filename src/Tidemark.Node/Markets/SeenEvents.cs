using Tidemark.Engine.Events;

namespace Tidemark.Node.Markets;

/// <summary>Compares what a session has seen with what its source gives in that place now.</summary>
internal static class SeenEvents
{
    /// <summary>Whether two events of the market say the same; their numbers do not count.</summary>
    public static bool AreSame(in EngineEvent left, in EngineEvent right)
    {
        if (left.Kind != right.Kind || left.Instrument != right.Instrument || left.ReceivedAt != right.ReceivedAt) return false;
        return left.Kind switch
        {
            EngineEventKind.Bar => left.AsBar() == right.AsBar() && left.ClosesInstant == right.ClosesInstant,
            EngineEventKind.Funding => left.AsFunding().Equals(right.AsFunding()),
            _ => false,
        };
    }
}
