namespace Tidemark.Domain;

/// <summary>The name of one running strategy instance inside a session, such as <c>ma-cross</c> or <c>ma-cross-2</c>.</summary>
public sealed record StrategyId(string Name)
{
    public override string ToString() => Name;
}
