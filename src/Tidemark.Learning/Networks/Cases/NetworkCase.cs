using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>
/// A network with its inputs, and the results of other software, in a JSON file: parameters and inputs are tensors
/// <c>{"shape": [...], "data": [...]}</c> under PyTorch's names, and a sentence (<c>model</c>) says what they belong to. Forward values, losses,
/// gradients, optimisers' steps and training curves are computed and compared.
/// </summary>
public static class NetworkCase
{
    private const string GradientsEnd = "_grads";

    /// <summary>Computes the case of a file. One that has gradients alone (<c>NAME_grads.json</c>) takes the rest from <c>NAME.json</c> beside it.</summary>
    /// <exception cref="InvalidDataException">The file is no case, or of a network that is not known.</exception>
    public static CaseReport Check(string path)
    {
        var file = Read(path);
        var source = file;
        var name = Path.GetFileNameWithoutExtension(path);
        if (file["input"] is null && file["grads"] is not null && name.EndsWith(GradientsEnd, StringComparison.Ordinal))
            source = Read(Path.Combine(Path.GetDirectoryName(path) ?? "", name[..^GradientsEnd.Length] + Path.GetExtension(path)));
        try
        {
            return Check(file, source);
        }
        catch (ArgumentException failure)
        {
            throw new InvalidDataException(failure.Message, failure);
        }
    }

    private static CaseReport Check(JsonObject file, JsonObject source)
    {
        if (source["activations"] is JsonObject activations) return CaseComparer.Compare("activations", file, ActivationCase.Compute(source, activations));
        if (source["losses"] is JsonObject losses) return CaseComparer.Compare("losses", file, LossCase.Compute(source, losses));
        if (source["optimizers"] is JsonObject optimisers) return CaseComparer.Compare("optimizers", file, OptimiserCase.Compute(source, optimisers));
        if (source["initial_params"] is JsonObject initial)
        {
            var trained = CaseNetworks.Build(source, initial);
            return CaseComparer.Compare($"{trained.Kind} training", file, TrainingCase.Compute(source, trained));
        }
        var network = CaseNetworks.Build(source, CaseValues.Object(source, "params"));
        return CaseComparer.Compare(network.Kind, file, GradientCase.Compute(source, network));
    }

    private static JsonObject Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new InvalidDataException("the file is no JSON object");
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"the file is no JSON: {failure.Message}", failure);
        }
    }
}
