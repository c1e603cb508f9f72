using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Tidemark.Research.Universes;

/// <summary>A node of the file that knows its line, so that every complaint names it.</summary>
internal sealed class UniverseNode(string path, YamlNode node)
{
    /// <summary>The value of a key; null where it is not there.</summary>
    public UniverseNode? Find(string key) =>
        Mapping().Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value is { } value ? new UniverseNode(path, value) : null;

    public void RequireKnownKeys(string what, string[] known)
    {
        foreach (var key in Mapping().Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name))
                throw new UniverseNode(path, key).Error($"{what} has no key '{key}'{NearestNames.Hint(key.ToString(), known)}");
    }

    /// <summary>Name and value of a mapping with a single key.</summary>
    public (UniverseNode Name, UniverseNode Value) Only(string what)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } mapping) throw Error($"expected {what}");
        var (key, value) = mapping.Children[0];
        return (new UniverseNode(path, key), new UniverseNode(path, value));
    }

    public IEnumerable<UniverseNode> Items() =>
        node is YamlSequenceNode list ? list.Children.Select(child => new UniverseNode(path, child)) : throw Error("expected a list");

    public IEnumerable<string> TextOrItems() => node is YamlScalarNode ? [Text()] : Items().Select(item => item.Text());

    public string Text() => node is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw Error("expected a plain value");

    public T Parse<T>(Func<string, T> parse)
    {
        try
        {
            return parse(Text());
        }
        catch (FormatException refused)
        {
            throw Error(refused.Message);
        }
    }

    public T Choice<T>(IReadOnlyList<T> choices, Func<T, string> nameOf)
    {
        var text = Text();
        foreach (var choice in choices)
            if (nameOf(choice) == text) return choice;
        throw Error($"'{text}' is none of {string.Join(", ", choices.Select(nameOf))}{NearestNames.Hint(text, choices.Select(nameOf))}");
    }

    public BadInputException Error(string reason) => new($"{path}:{node.Start.Line.ToString(CultureInfo.InvariantCulture)}: {reason}");

    private YamlMappingNode Mapping() => node as YamlMappingNode ?? throw Error("expected keys and values");
}
