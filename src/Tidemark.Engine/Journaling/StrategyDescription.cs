using System.Collections.Immutable;

namespace Tidemark.Engine.Journaling;

/// <summary>A strategy by its name and the values of its parameters.</summary>
public sealed record StrategyDescription(string Name, ImmutableArray<NamedText> Parameters)
{
    public bool Equals(StrategyDescription? other) => other is not null && Name == other.Name && Parameters.SequenceEqual(other.Parameters);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>For people: of a file its name alone, without folder and hash.</summary>
    public string Title
    {
        get
        {
            var path = Name.Split(" sha256:")[0];
            return path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        }
    }

    public override string ToString() => Parameters.IsEmpty ? Title : $"{Title} {string.Join(' ', Parameters)}";
}
