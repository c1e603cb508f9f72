namespace Tidemark.Cli.Configuration;

/// <summary>The log below the home.</summary>
internal static class LoggingSettings
{
    private const string Name = "logging";

    public static readonly Setting<string> Level = Setting.Text(Name, "level", "information", "The least important entry that is kept", "debug", "information", "warning", "error");

    public static readonly Setting<string> Format = Setting.Text(Name, "format", "text", "Lines for people, or one JSON object a line", "text", "json");

    public static readonly Setting<int> RetainedDays = Setting.WholeNumber(Name, "retainedDays", 14, 1, 3650, "Days after which a log file is deleted");

    public static readonly SettingSection Section = new(Name, "The log in the home's logs folder", [Level, Format, RetainedDays]);
}
