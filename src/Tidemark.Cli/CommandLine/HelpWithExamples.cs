using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tidemark.Cli.CommandLine;

/// <summary>The parser's own help, followed by the command's examples; for a group one of each command in it.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = CommandExtensions.ExamplesOf(command);
        if (examples.Count == 0 && parseResult.CommandResult != parseResult.RootCommandResult)
            examples = [.. command.Subcommands.SelectMany(c => CommandExtensions.ExamplesOf(c).Take(1))];
        if (examples.Count == 0) return TidemarkCommandLine.Success;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (var example in examples) output.WriteLine($"  ./tidemark {example}");
        output.WriteLine();
        return TidemarkCommandLine.Success;
    }
}
