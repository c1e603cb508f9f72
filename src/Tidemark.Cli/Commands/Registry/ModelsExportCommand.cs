using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Formats;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models export</c>: a registered model as a file.</summary>
internal static class ModelsExportCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "NAME for its champion, NAME@VERSION, NAME@last" };
    private static readonly Option<string> Out = new("--out") { Description = "Where to write; .safetensors", HelpName = "FILE", Required = true };

    public static Command Create() =>
        new Command("export", "Write a registered model to a file")
            .With(Model, Out)
            .Example("models export btc-hourly@3 --out btc-hourly-3.safetensors")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Get(Out)!;
        OutputFile.Check("--out", path);
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) throw new BadInputException($"--out: '{path}' does not end in .safetensors");
        var (model, name) = ModelSource.Load(context, context.Get(Model)!);
        Safetensors.Write(path, model.Save());
        context.Output.WriteLine($"{name} is written to {path}");
        return TidemarkCommandLine.Success;
    }
}
