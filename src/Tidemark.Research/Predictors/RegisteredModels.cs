using System.Globalization;
using System.Security.Cryptography;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;

namespace Tidemark.Research.Predictors;

/// <summary>Models of the registry by name and version, and models in files, whose version is the beginning of their hash.</summary>
public sealed class RegisteredModels(ModelRegistry registry) : IModelStore
{
    private const int HashDigits = 12;
    private const string Extension = ".safetensors";

    /// <summary>The registry.</summary>
    public ModelRegistry Registry => registry;

    /// <summary>Whether a name means a file.</summary>
    public static bool IsFile(string name) => name.EndsWith(Extension, StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal);

    /// <inheritdoc/>
    public (string Name, string Version, TrainedModel Model) Load(string name)
    {
        if (IsFile(name)) return (NameOf(name), VersionOf(name), Checked(name, () => TrainedModel.Load(name)));
        var found = registry.Find(ModelReference.Parse(name));
        return (found.Row.Name, found.Row.Version.ToString(CultureInfo.InvariantCulture), Checked(name, () => ModelRegistry.Load(found)));
    }

    /// <inheritdoc/>
    public TrainedModel Load(string name, string version)
    {
        if (!IsFile(name)) return Checked(name, () => ModelRegistry.Load(registry.Find(new ModelReference(ModelReference.Parse(name).Name, int.Parse(version, CultureInfo.InvariantCulture)))));
        var model = Load(name);
        return model.Version == version ? model.Model : throw new BadInputException($"model {name} is not the file that the session was started with: its hash began with {version} and begins with {model.Version}");
    }

    /// <summary>The name of the model in what was typed.</summary>
    public static string NameIn(string text) => IsFile(text) ? NameOf(text) : ModelReference.Parse(text).Name;

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static string VersionOf(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"--model {path}: there is no such file");
        return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..HashDigits];
    }

    private static TrainedModel Checked(string name, Func<TrainedModel> load)
    {
        try
        {
            return load();
        }
        catch (InvalidDataException failure)
        {
            throw new BadInputException($"model {name}: {failure.Message}", failure);
        }
    }
}
