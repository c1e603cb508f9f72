namespace Tidemark.Cli.Configuration;

/// <summary>Every section of the configuration. A new one is a class of settings and a line here.</summary>
internal static class SettingSections
{
    public static readonly SettingSection[] All =
    [
        BacktestSettings.Section,
        SessionSettings.Section,
        ServerSettings.Section,
        LoggingSettings.Section,
    ];

    public static IEnumerable<SettingDescriptor> Settings => All.SelectMany(section => section.Settings);
}
