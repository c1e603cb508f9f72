using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tidemark.Cli.CommandLine;

/// <summary>Says in one line what is wrong with a command line, with the nearest name that exists.</summary>
internal static class ParseErrorText
{
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var isRoot = parsed.CommandResult == parsed.RootCommandResult;
        if (parsed.UnmatchedTokens.Count > 0) return Unknown(parsed.UnmatchedTokens, command, isRoot);
        if (command.Action is null && command.Subcommands.Count > 0)
            return $"'{command.Name}' needs one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}";
        return OneLine(Plain(parsed.Errors[0].Message));
    }

    /// <summary>
    /// An option that the parser took for an argument, because the command takes any number of them; null when there is none. What
    /// follows a lone <c>--</c> is meant as it stands.
    /// </summary>
    public static string? UnknownOption(ParseResult parsed, string[] arguments)
    {
        var end = Array.IndexOf(arguments, "--");
        var meant = end < 0 ? arguments : arguments[..end];
        var token = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).FirstOrDefault(value => IsOption(value) && meant.Contains(value));
        return token is null ? null : Unknown([token], parsed.CommandResult.Command, isRoot: false);
    }

    /// <summary>The text with line breaks and runs of blanks made single blanks.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string Unknown(IReadOnlyList<string> tokens, Command command, bool isRoot)
    {
        var token = tokens.FirstOrDefault(IsOption) ?? tokens[0];
        var place = isRoot ? "" : $" of '{command.Name}'";
        if (IsOption(token))
        {
            var name = token.Split('=')[0];
            return $"unknown option '{name}'{place}{NearestNames.Hint(name, OptionNames(command))}";
        }
        if (isRoot) return $"unknown command '{token}'{NearestNames.Hint(token, CommandList.Entries.Select(e => e.Name))}";
        if (command.Subcommands.Count > 0) return $"unknown command '{command.Name} {token}'{NearestNames.Hint(token, command.Subcommands.Select(c => c.Name))}";
        return $"unexpected argument '{token}' after '{command.Name}'";
    }

    private static IEnumerable<string> OptionNames(Command command)
    {
        foreach (var option in command.Options.Where(o => !o.Hidden)) yield return option.Name;
        foreach (var option in TidemarkCommandLine.GlobalOptions) yield return option.Name;
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-' && !char.IsAsciiDigit(token[1]);

    /// <summary>The parser names .NET types; people read words.</summary>
    private static string Plain(string message)
    {
        message = message.TrimEnd('.')
            .Replace("System.Nullable`1[", "", StringComparison.Ordinal)
            .Replace("]'", "'", StringComparison.Ordinal)
            .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
            .Replace("as expected type 'System.Int64'", "as a whole number", StringComparison.Ordinal)
            .Replace("as expected type 'System.UInt64'", "as a whole number of 0 or more", StringComparison.Ordinal)
            .Replace("as expected type 'System.Double'", "as a number", StringComparison.Ordinal)
            .Replace("as expected type 'System.Decimal'", "as a number", StringComparison.Ordinal)
            .Replace("as expected type 'System.Boolean'", "as true or false", StringComparison.Ordinal)
            .Replace("Required argument missing for option: ", "a value is missing after ", StringComparison.Ordinal);
        return message.StartsWith("--", StringComparison.Ordinal) ? message : char.ToLowerInvariant(message[0]) + message[1..];
    }
}
