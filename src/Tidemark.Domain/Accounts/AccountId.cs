namespace Tidemark.Domain;

/// <summary>The name of an account at a venue, such as <c>main</c>.</summary>
public sealed record AccountId(string Name)
{
    public override string ToString() => Name;
}
