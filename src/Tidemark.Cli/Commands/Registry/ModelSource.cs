using Tidemark.Cli.CommandLine;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Registry;

/// <summary>Models as a command line names them.</summary>
internal static class ModelSource
{
    /// <summary>The registry of the home.</summary>
    public static ModelRegistry Registry(CommandContext context) => new(context.Home, Now);

    /// <summary>The looks at data kept for the end, of the home.</summary>
    public static TestReads TestReads(CommandContext context) => new(context.Home, Now);

    /// <summary>A registered model, or the one in a file where the text is the path of one.</summary>
    /// <returns>The model and how it is called.</returns>
    /// <exception cref="BadInputException">There is none, or its file cannot be used.</exception>
    public static (TrainedModel Model, string Name) Load(CommandContext context, string text)
    {
        var isPath = text.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal);
        if (isPath && !File.Exists(text)) throw new BadInputException($"--model: there is no file '{text}'");
        try
        {
            if (isPath || File.Exists(text)) return (TrainedModel.Load(text), text);
            var registered = Registry(context).Find(ModelReference.Parse(text));
            return (ModelRegistry.Load(registered), registered.Reference);
        }
        catch (InvalidDataException problem)
        {
            throw new BadInputException($"--model: {problem.Message}", problem);
        }
    }

    private static Instant Now() => Instant.FromUnixMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
}
