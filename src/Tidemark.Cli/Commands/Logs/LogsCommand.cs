using System.CommandLine;
using Microsoft.Extensions.Logging;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Logging;

namespace Tidemark.Cli.Commands.Logs;

/// <summary><c>logs</c>: the last entries of the home's log, and on request those that come.</summary>
internal static class LogsCommand
{
    private const int LookAgainMilliseconds = 200;

    private static readonly Option<bool> Follow = new("--follow") { Description = "Go on with entries as they are written, until Ctrl-C" };

    private static readonly Option<int> Lines = new("--lines") { Description = "How many of the last entries", HelpName = "N", DefaultValueFactory = _ => 50 };

    private static readonly Option<LogLevel?> Level = ParsedOption.Value("--level", "LEVEL", "Only entries at least this important: debug, information, warning or error", LogLevels.Parse);

    public static Command Create() =>
        new Command("logs", "Show the last entries of the log")
            .With(Follow, Lines, Level)
            .Example("logs --lines 100 --level warning")
            .Example("logs --follow")
            .WithoutConfiguration()
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var count = context.Get(Lines);
        if (count is < 0 or > 1_000_000) throw new BadInputException("--lines must be from 0 to 1,000,000");
        var folder = context.Home.LogFolder;
        var follows = context.Get(Follow);
        if (!follows && LogFiles.In(folder).Count == 0)
        {
            context.Output.WriteLine($"there is no log in {folder} yet; './tidemark start' writes one");
            return TidemarkCommandLine.Success;
        }
        var reader = new LogReader(folder, context.Get(Level) ?? LogLevel.Trace);
        Print(reader.Last(count), context.Output);
        while (follows)
        {
            if (context.Cancellation.WaitHandle.WaitOne(LookAgainMilliseconds)) break;
            Print(reader.Added(), context.Output);
        }
        return TidemarkCommandLine.Success;
    }

    private static void Print(IReadOnlyList<string> lines, TextWriter output)
    {
        foreach (var line in lines) output.WriteLine(line);
        output.Flush();
    }
}
