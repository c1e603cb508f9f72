using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models import</c>: puts a model from a file into the registry.</summary>
internal static class ModelsImportCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "A model saved by 'train --save' or 'models export' (.safetensors)" };
    private static readonly Option<string> Name = new("--name") { Description = "The name to register it under, as its next version", HelpName = "NAME", Required = true };

    public static Command Create() =>
        new Command("import", "Register a model from a file")
            .With(Source, Name, CommonOptions.Json)
            .Example("models import btc-hourly-3.safetensors --name btc-hourly")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var name = context.Get(Name)!;
        ModelReference.CheckName(name);
        var model = Load(context.Get(Source)!);
        var registered = ModelSource.Registry(context).Register(model, new Registration { Name = name, MadeBy = "import" });
        context.Output.WriteLine($"registered as {registered.Reference}: {model.Card.Kind}, {model.Card.Columns.Length} features");
        context.WriteJson(writer => RegistryJson.WriteLine(writer, registered));
        return TidemarkCommandLine.Success;
    }

    private static TrainedModel Load(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            return TrainedModel.Load(path);
        }
        catch (InvalidDataException problem)
        {
            throw new BadInputException(problem.Message, problem);
        }
    }
}
