using Microsoft.Extensions.Logging;

namespace Tidemark.Cli.Logging;

/// <summary>The four levels that people choose from, by name.</summary>
internal static class LogLevels
{
    public static readonly string[] Names = ["debug", "information", "warning", "error"];

    /// <exception cref="FormatException">There is no such level.</exception>
    public static LogLevel Parse(string name) => name switch
    {
        "debug" => LogLevel.Debug,
        "information" => LogLevel.Information,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => throw new FormatException($"'{name}' is not one of {string.Join(", ", Names)}{NearestNames.Hint(name, Names)}"),
    };

    public static string Name(LogLevel level) => level switch
    {
        <= LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        _ => "error",
    };

    /// <summary>The word in a line for people, at most five letters.</summary>
    public static string Short(LogLevel level) => level switch
    {
        <= LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        _ => "ERROR",
    };
}
