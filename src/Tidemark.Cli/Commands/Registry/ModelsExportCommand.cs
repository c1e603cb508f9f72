using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models export</c>: a registered model as a file.</summary>
internal static class ModelsExportCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "NAME for its champion, NAME@VERSION, NAME@last" };
    private static readonly Option<string> Out = new("--out") { Description = "Where to write: .safetensors holds all of it, .onnx a network for other programs", HelpName = "FILE", Required = true };

    public static Command Create() =>
        new Command("export", "Write a registered model to a file")
            .With(Model, Out)
            .Example("models export btc-hourly@3 --out btc-hourly-3.safetensors")
            .Example("models export btc-hourly --out btc-hourly.onnx")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Get(Out)!;
        OutputFile.Check("--out", path);
        var isOnnx = path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
        if (!isOnnx && !path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) throw new BadInputException($"--out: '{path}' ends neither in .safetensors nor in .onnx");
        var (model, name) = ModelSource.Load(context, context.Get(Model)!);
        if (isOnnx) WriteOnnx(context, path, model);
        else Safetensors.Write(path, model.Save());
        context.Output.WriteLine($"{name} is written to {path}");
        return TidemarkCommandLine.Success;
    }

    private static void WriteOnnx(CommandContext context, string path, TrainedModel model)
    {
        var isHeld = model.Fitted is OnnxModel || OnnxExport.Holds(model.Preparation);
        var words = System.Collections.Immutable.ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (!isHeld) words = words.Add(OnnxExport.PreparationWord, PreparationText.Of(model));
        if (model.Calibration is { } kind) words = words.Add(OnnxExport.CalibrationWord, kind.Kind.ToString().ToLowerInvariant());
        try
        {
            var bytes = OnnxExport.Of(model.Fitted, model.Preparation, words);
            OutputFile.Write("--out", path, stream => stream.Write(bytes));
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException(problem.Message, problem);
        }
        context.Output.WriteLine(!isHeld ? $"The file takes features as the model does after its preparation ({PreparationText.Of(model)}), which it cannot hold; it says so."
            : model.Preparation.IsIdentity ? "The file takes features as they are." : $"The file takes features as they are and holds their preparation ({PreparationText.Of(model)}).");
        if (model.Calibration is { } calibration) context.Output.WriteLine($"It gives probabilities as they are before their calibration ({calibration.Kind}), which it does not hold; it says so.");
    }
}
