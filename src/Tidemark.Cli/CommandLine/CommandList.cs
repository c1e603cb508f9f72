using Tidemark.Cli.Commands.Bench;

namespace Tidemark.Cli.CommandLine;

/// <summary>
/// Every command of the program, in the order in which help shows them. A new command is one line here:
/// <c>new("backtest", BacktestCommand.Create)</c>, or inside a group <c>CommandEntry.Group("data", "...", new("list", ...))</c>.
/// </summary>
internal static class CommandList
{
    public static readonly CommandEntry[] Entries =
    [
        new("bench", BenchCommand.Create),
    ];
}
