using Tidemark.Cli.CommandLine;
using Tidemark.Research.Results;
using Tidemark.Storage.Runs;

namespace Tidemark.Cli.Commands.Backtest;

/// <summary>Keeps a finished run under an id. A full disk or a locked folder costs the copy, never the result that was printed.</summary>
internal static class RunKeeping
{
    /// <returns>The id; null when the run could not be kept, which is said on standard error.</returns>
    public static string? Keep(CommandContext context, RunReport report)
    {
        var now = Instant.FromUnixMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        try
        {
            var id = new RunStore(context.Home).Keep(now, (stream, id) => report.WriteKept(stream, id, RunStore.DocumentVersion, now));
            context.Output.WriteLine($"kept as {id}: ./tidemark runs show {id}");
            return id;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"warning: the run was not kept: {e.Message}");
            return null;
        }
    }
}
