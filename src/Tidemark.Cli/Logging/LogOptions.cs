using System.CommandLine;

namespace Tidemark.Cli.Logging;

/// <summary>Options of commands that write to the log.</summary>
internal static class LogOptions
{
    public static readonly Option<string?> Format = Of("--log-format", "FORMAT", "How the log is written: text or json", "text", "json");

    public static readonly Option<string?> Level = Of("--log-level", "LEVEL", "The least important entry that is kept: debug, information, warning or error", LogLevels.Names);

    private static Option<string?> Of(string name, string helpName, string description, params string[] choices)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
