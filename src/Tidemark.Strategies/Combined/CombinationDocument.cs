using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies.Combined;

/// <summary>What every combined strategy has: a name, and the members whose opinions become one position.</summary>
public sealed record CombinationDocument
{
    /// <summary>The name of the strategy, in kebab case.</summary>
    public required string Name { get; init; }

    public required AboutAttribute About { get; init; }

    /// <summary>Whether it also sells short.</summary>
    public TradeDirection Direction { get; init; } = TradeDirection.LongOnly;

    /// <summary>The members; earlier ones win where two are equal.</summary>
    public required IReadOnlyList<CombinationMember> Members { get; init; }
}
