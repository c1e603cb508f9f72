using System.CommandLine;
using System.CommandLine.Help;

namespace Tidemark.Cli.CommandLine;

/// <summary>The root of all commands: parses, runs, and turns failures into one clear line and an exit code.</summary>
internal static class TidemarkCommandLine
{
    public const int Success = 0;
    public const int WorkFailed = 1;
    public const int BadUsage = 2;
    public const int Interrupted = 130;

    public static readonly Option[] GlobalOptions = [CommonOptions.Home, CommonOptions.Config, CommonOptions.Verbose];

    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs the command line on the console and returns the exit code.</summary>
    public static int Run(string[] arguments)
    {
        using var interruption = new Interruption();
        return Run(arguments, Console.Out, Console.Error, interruption.Token);
    }

    internal static int Run(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation) =>
        Run(CreateRoot(arguments), arguments, output, error, cancellation);

    internal static int Run(Command root, string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var parsed = root.Parse(arguments, Parsing);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            error.WriteLine($"error: {ParseErrorText.Describe(parsed)}");
            return BadUsage;
        }
        if (parsed.Action is not HelpWithExamples && ParseErrorText.UnknownOption(parsed, arguments) is { } unknown)
        {
            error.WriteLine($"error: {unknown}");
            return BadUsage;
        }
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = output,
                Error = error,
            };
            return parsed.InvokeAsync(configuration, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            return Report(e, error, parsed.GetValue(CommonOptions.Verbose), cancellation);
        }
    }

    /// <summary>
    /// The root with the subtree that the first word names; with all commands when it names none, because then help or a hint
    /// is wanted.
    /// </summary>
    internal static Command CreateRoot(string[] arguments)
    {
        var root = new Command("tidemark", "Tidemark: research, backtest and trade crypto with one engine.");
        var help = new HelpOption();
        var helpWithExamples = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = helpWithExamples;
        root.Options.Add(help);
        root.Options.Add(new VersionOption());
        foreach (var option in GlobalOptions) root.Options.Add(option);
        var named = arguments.Length == 0 ? null : CommandList.Entries.FirstOrDefault(e => e.Name == arguments[0]);
        if (named is not null) root.Subcommands.Add(named.Create());
        else foreach (var entry in CommandList.Entries) root.Subcommands.Add(entry.Create());
        root.SetAction(helpWithExamples.Invoke);
        return root;
    }

    private static int Report(Exception failure, TextWriter error, bool isVerbose, CancellationToken cancellation)
    {
        var cause = Cause(failure);
        if (cause is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            error.WriteLine("interrupted");
            return Interrupted;
        }
        error.WriteLine($"error: {ParseErrorText.OneLine(cause.Message)}");
        if (isVerbose) error.WriteLine(failure);
        return cause is BadInputException ? BadUsage : WorkFailed;
    }

    /// <summary>The exception that says what happened, out of those that only wrap it.</summary>
    private static Exception Cause(Exception failure)
    {
        while (failure is AggregateException or TypeInitializationException or System.Reflection.TargetInvocationException && failure.InnerException is { } inner)
            failure = inner;
        return failure;
    }
}
