using Tidemark.Exchange.Contracts;

namespace Tidemark.Exchange.Orders;

/// <summary>What an order for a contract has besides the rest.</summary>
internal sealed record ContractTerms
{
    public static readonly ContractTerms Usual = new();

    /// <summary>Which position it is for.</summary>
    public ContractSide Position { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Whether it closes the whole position, whatever that is when its trigger is reached.</summary>
    public bool ClosesPosition { get; init; }

    /// <summary>Whether its trigger looks at the mark price; else at the last one.</summary>
    public bool TriggersByMark { get; init; }

    /// <summary>Whether it is asked for and told of as a conditional order with an id of its own kind, until its trigger is reached.</summary>
    public bool IsAlgo { get; init; }

    /// <summary>Whether the exchange itself closes a position with it.</summary>
    public bool IsForced { get; init; }
}
