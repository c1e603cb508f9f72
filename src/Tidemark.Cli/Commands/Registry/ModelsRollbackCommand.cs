using System.CommandLine;
using Tidemark.Cli.CommandLine;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models rollback</c>: the champion before is champion again.</summary>
internal static class ModelsRollbackCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The model" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the history", HelpName = "TEXT", DefaultValueFactory = _ => "by hand" };

    public static Command Create() =>
        new Command("rollback", "Take the champion back: the one before it is in use again")
            .With(Name, Reason)
            .Example("models rollback btc-hourly --reason drift")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var model = ModelSource.Registry(context).RollBack(context.Get(Name)!, context.Get(Reason)!);
        context.Output.WriteLine($"{model.Reference} is the champion again");
        return TidemarkCommandLine.Success;
    }
}
