using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Runs;

namespace Tidemark.Cli.Commands.Runs;

/// <summary><c>runs show</c>: the summary of a kept run as it was printed, or its document.</summary>
internal static class RunsShowCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "Id of the run, the beginning of one, or 'last'", DefaultValueFactory = _ => "last" };

    public static Command Create() =>
        new Command("show", "The summary of a kept run; with --json its document")
            .With(Id, CommonOptions.Json)
            .Example("runs show last --json run.json")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var store = new RunStore(context.Home);
        var id = store.Resolve(context.Get(Id)!);
        using var document = store.Load(id);
        context.Output.WriteLine($"run {id}, kept {document.RootElement.GetProperty("keptAt").GetString()}");
        context.Output.Write(document.RootElement.GetProperty("summary").GetString());
        context.WriteJson(document.RootElement.WriteTo);
        return TidemarkCommandLine.Success;
    }
}
