namespace Tidemark.Cli.Configuration;

/// <summary>How a setting is written.</summary>
internal enum SettingKind
{
    Text,
    WholeNumber,
    Number,
    Switch,
}
