using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Research.Registry;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models promote</c>: makes a version the one in use.</summary>
internal static class ModelsPromoteCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "NAME@VERSION or NAME@last" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the history", HelpName = "TEXT", DefaultValueFactory = _ => "by hand" };

    public static Command Create() =>
        new Command("promote", "Make a version the champion: the one that strategies and commands use by the model's name")
            .With(Model, Reason)
            .Example("models promote btc-hourly@3 --reason held-out")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var registry = ModelSource.Registry(context);
        var text = context.Get(Model)!;
        var reference = ModelReference.Parse(text);
        if (reference is { Version: null, IsLast: false }) throw new BadInputException($"{text}: name the version, such as {text.Split('@')[0]}@last");
        var model = registry.Find(reference);
        var before = registry.Promote(model, context.Get(Reason)!);
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Reference} is the champion{(before is { } version ? $", in place of version {version}; back with ./tidemark models rollback {model.Row.Name}" : "")}"));
        return TidemarkCommandLine.Success;
    }
}
