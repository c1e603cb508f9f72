using System.Globalization;
using Tidemark.Strategies.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tidemark.Research.Documents;

/// <summary>A node of a YAML (or JSON) file that knows its line, so that every complaint names it.</summary>
internal sealed class DocumentNode(string path, YamlNode node)
{
    /// <summary>Reads a file that holds one mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expectation">What is said when it holds something else.</param>
    /// <param name="read">Reads the mapping.</param>
    /// <exception cref="BadInputException">The file cannot be read or used; the message names file, line and key.</exception>
    public static T Load<T>(string path, string expectation, Func<DocumentNode, T> read)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            var stream = new YamlStream();
            using (var reader = File.OpenText(path)) stream.Load(reader);
            if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root) throw new BadInputException($"{path}: {expectation}");
            return read(new DocumentNode(path, root));
        }
        catch (YamlException failure)
        {
            throw new BadInputException($"{path}:{failure.Start.Line.ToString(CultureInfo.InvariantCulture)}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Whether it is a plain value.</summary>
    public bool IsPlain => node is YamlScalarNode;

    public bool IsList => node is YamlSequenceNode;

    /// <summary>Whether it is a mapping with a single key.</summary>
    public bool IsSingle => node is YamlMappingNode { Children.Count: 1 };

    /// <summary>All of it in one line: <c>all of (a, any of (b, c))</c>.</summary>
    public string Flow() => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode list => string.Join(" and ", list.Children.Select(child => new DocumentNode(path, child).Flow())),
        YamlMappingNode mapping => string.Join(", ", mapping.Children.Select(pair => $"{pair.Key} ({Joined(pair.Key.ToString(), pair.Value)})")),
        _ => "",
    };

    private string Joined(string key, YamlNode value) => key == "any" && value is YamlSequenceNode list
        ? string.Join(" or ", list.Children.Select(child => new DocumentNode(path, child).Flow()))
        : new DocumentNode(path, value).Flow();

    /// <summary>Its text with the place where it stands.</summary>
    public RuleText RuleText() => new(Text(), Place);

    /// <summary>Where it stands: file and line.</summary>
    public string Place => $"{path}:{node.Start.Line.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Names and values of a mapping.</summary>
    public IEnumerable<(string Name, DocumentNode Value)> Entries() =>
        Mapping().Children.Select(pair => (new DocumentNode(path, pair.Key).Text(), new DocumentNode(path, pair.Value)));

    /// <summary>The value of a key; null where it is not there.</summary>
    public DocumentNode? Find(string key) =>
        Mapping().Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value is { } value ? new DocumentNode(path, value) : null;

    public void RequireKnownKeys(string what, string[] known)
    {
        foreach (var key in Mapping().Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name))
                throw new DocumentNode(path, key).Error($"{what} has no key '{key}'{NearestNames.Hint(key.ToString(), known)}");
    }

    /// <summary>Name and value of a mapping with a single key.</summary>
    public (DocumentNode Name, DocumentNode Value) Only(string what)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } mapping) throw Error($"expected {what}");
        var (key, value) = mapping.Children[0];
        return (new DocumentNode(path, key), new DocumentNode(path, value));
    }

    public IEnumerable<DocumentNode> Items() =>
        node is YamlSequenceNode list ? list.Children.Select(child => new DocumentNode(path, child)) : throw Error("expected a list");

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

    public BadInputException Error(string reason) => new($"{Place}: {reason}");

    private YamlMappingNode Mapping() => node as YamlMappingNode ?? throw Error("expected keys and values");
}
