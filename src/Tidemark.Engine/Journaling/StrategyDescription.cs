using System.Collections.Immutable;

namespace Tidemark.Engine.Journaling;

/// <summary>A strategy by its name and the values of its parameters.</summary>
public sealed record StrategyDescription(string Name, ImmutableArray<NamedText> Parameters)
{
    public bool Equals(StrategyDescription? other) => other is not null && Name == other.Name && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Parameters.IsEmpty ? Name : $"{Name} {string.Join(' ', Parameters)}";
}
