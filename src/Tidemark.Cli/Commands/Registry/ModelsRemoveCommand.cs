using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Research.Registry;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models remove</c>: takes a version out of the registry.</summary>
internal static class ModelsRemoveCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "NAME@VERSION, or NAME with --all" };
    private static readonly Option<bool> All = new("--all") { Description = "Every version of the name" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the history", HelpName = "TEXT", DefaultValueFactory = _ => "by hand" };

    public static Command Create() =>
        new Command("remove", "Remove a version with its file; the history keeps that it was there")
            .With(Model, All, Reason)
            .Example("models remove btc-hourly@2")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var registry = ModelSource.Registry(context);
        var reference = ModelReference.Parse(context.Get(Model)!);
        if (!context.Get(All) && reference is { Version: null, IsLast: false }) throw new BadInputException($"{reference}: name the version, such as {reference.Name}@2, or give --all");
        if (context.Get(All) && reference.Version is not null) throw new BadInputException("--all: name the model without a version");
        var models = context.Get(All) ? registry.Versions(reference.Name) : [registry.Find(reference)];
        var champion = models.FirstOrDefault(model => model.Standing == ModelStanding.Champion);
        if (champion is not null && !context.Get(All) && registry.Versions(reference.Name).Count > 1)
            throw new BadInputException($"{champion.Reference} is the champion; promote another version or roll back first");
        foreach (var model in models)
        {
            registry.Remove(model, context.Get(Reason)!);
            context.Output.WriteLine($"{model.Reference} is removed");
        }
        return TidemarkCommandLine.Success;
    }
}
