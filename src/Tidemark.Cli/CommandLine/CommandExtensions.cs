using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Tidemark.Cli.CommandLine;

/// <summary>How a command says what it does when run and how its use looks.</summary>
internal static class CommandExtensions
{
    private static readonly ConditionalWeakTable<Command, List<string>> Examples = [];
    private static readonly ConditionalWeakTable<Command, object> Unconfigured = [];

    /// <summary>Adds a command line that help shows as an example, without <c>./tidemark</c>. Every command has at least one.</summary>
    public static Command Example(this Command command, string commandLine)
    {
        Examples.GetOrCreateValue(command).Add(commandLine);
        return command;
    }

    public static IReadOnlyList<string> ExamplesOf(Command command) => Examples.TryGetValue(command, out var examples) ? examples : [];

    /// <summary>Sets what the command does; the result is the exit code.</summary>
    public static Command Handle(this Command command, Func<CommandContext, int> run)
    {
        command.SetAction((parsed, cancellation) => Task.FromResult(run(ContextOf(command, parsed, cancellation))));
        return command;
    }

    /// <inheritdoc cref="Handle"/>
    public static Command HandleAsync(this Command command, Func<CommandContext, Task<int>> run)
    {
        command.SetAction((parsed, cancellation) => run(ContextOf(command, parsed, cancellation)));
        return command;
    }

    /// <summary>
    /// Lets the command run with a configuration that cannot be used, because it writes, shows or repairs one. Every other command
    /// refuses to work while the file or the environment says something that is not understood.
    /// </summary>
    public static Command WithoutConfiguration(this Command command)
    {
        Unconfigured.Add(command, command);
        return command;
    }

    public static Command With(this Command command, params Symbol[] optionsAndArguments)
    {
        foreach (var symbol in optionsAndArguments)
        {
            if (symbol is Option option) command.Options.Add(option);
            else if (symbol is Argument argument) command.Arguments.Add(argument);
            else throw new ArgumentException($"'{symbol.Name}' is neither an option nor an argument", nameof(optionsAndArguments));
        }
        return command;
    }

    private static CommandContext ContextOf(Command command, ParseResult parsed, CancellationToken cancellation)
    {
        var context = new CommandContext(parsed, cancellation);
        if (!Unconfigured.TryGetValue(command, out _)) context.CheckConfiguration();
        return context;
    }
}
