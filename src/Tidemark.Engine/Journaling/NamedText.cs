namespace Tidemark.Engine.Journaling;

/// <summary>A name and its value as text.</summary>
public readonly record struct NamedText(string Name, string Text)
{
    public override string ToString() => $"{Name}={Text}";
}
