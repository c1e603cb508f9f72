using System.CommandLine;

namespace Tidemark.Cli.CommandLine;

/// <summary>The root of all commands: parses, runs, and turns failures into one clear line and an exit code.</summary>
internal static class TidemarkCommandLine
{
    public const int Success = 0;
    public const int WorkFailed = 1;
    public const int BadUsage = 2;

    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Tidemark: research, backtest and trade crypto with one engine.");
        return root.Parse(arguments).Invoke();
    }
}
