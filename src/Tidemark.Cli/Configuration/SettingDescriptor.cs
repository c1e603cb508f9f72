namespace Tidemark.Cli.Configuration;

/// <summary>
/// One key of the configuration: where it stands, what it may be, and what it is without anyone saying so. The file template,
/// the schema, the checks and the environment names all come from this.
/// </summary>
internal abstract class SettingDescriptor(string section, string name, SettingKind kind, string defaultText, string description)
{
    public string Section => section;

    /// <summary>camelCase, as in the file.</summary>
    public string Name => name;

    public SettingKind Kind => kind;

    /// <summary>The default as it would be written in the file; empty for none.</summary>
    public string DefaultText => defaultText;

    /// <summary>What it does, in a sentence with its unit.</summary>
    public string Description => description;

    /// <summary>The only values allowed, if they are few.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary><c>section.name</c></summary>
    public string Path => $"{section}.{name}";

    /// <summary>The environment variable that sets it.</summary>
    public string EnvironmentName => $"TIDEMARK__{section.ToUpperInvariant()}__{name.ToUpperInvariant()}";

    /// <exception cref="FormatException">The text is not a value of this setting.</exception>
    public abstract void Check(string text);
}
