namespace Tidemark.Cli.Configuration;

/// <summary>Settings that belong together.</summary>
internal sealed record SettingSection(string Name, string Description, IReadOnlyList<SettingDescriptor> Settings);
