using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tidemark.Cli.Composition;

/// <summary>Strategy parameters from a file: a YAML (or JSON) mapping of names to values.</summary>
internal static class ParameterFile
{
    /// <exception cref="BadInputException">The file cannot be read or is not a mapping of names to plain values.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Load(string path)
    {
        if (!File.Exists(path)) throw new BadInputException($"--params: there is no file '{path}'");
        try
        {
            var stream = new YamlStream();
            using var reader = File.OpenText(path);
            stream.Load(reader);
            if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode mapping)
                throw new BadInputException($"{path}: expected one mapping of parameter names to values");
            return [.. mapping.Children.Select(pair => pair is { Key: YamlScalarNode { Value: { } name }, Value: YamlScalarNode { Value: { } value } }
                ? KeyValuePair.Create(name, value)
                : throw new BadInputException($"{path}:{pair.Key.Start.Line}: a parameter needs a name and a plain value"))];
        }
        catch (YamlException failure)
        {
            throw new BadInputException($"{path}:{failure.Start.Line}: {failure.Message}", failure);
        }
    }
}
