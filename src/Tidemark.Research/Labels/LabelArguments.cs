using System.Globalization;

namespace Tidemark.Research.Labels;

/// <summary>Names and values behind the name of a label rule: <c>horizon=4,deadzone=0.001</c>; a number that stands alone is the horizon.</summary>
internal sealed class LabelArguments
{
    private readonly string rule;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<string> known = [];

    /// <exception cref="BadInputException">The text is no list of names and values.</exception>
    public LabelArguments(string rule, string text)
    {
        this.rule = rule;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 && texts.Count == 0 ? ("horizon", part) : equals > 0 ? (part[..equals].Trim().ToLowerInvariant().Replace('_', '-'), part[(equals + 1)..].Trim()) : ("", part);
            if (name.Length == 0 || value.Length == 0) throw new BadInputException($"'{part}' in label '{rule}:{text}' must be NAME=VALUE");
            if (!texts.TryAdd(name, value)) throw new BadInputException($"label {rule}: {name} is given twice");
        }
    }

    public string Text(string name, string otherwise)
    {
        known.Add(name);
        return texts.GetValueOrDefault(name, otherwise);
    }

    public int Count(string name, int otherwise, int least)
    {
        var text = Text(name, otherwise.ToString(CultureInfo.InvariantCulture));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= 1_000_000
            ? count
            : throw new BadInputException($"label {rule}: {name} '{text}' is not a whole number from {least.ToString(CultureInfo.InvariantCulture)} to 1000000");
    }

    public double Number(string name, double otherwise)
    {
        var text = Text(name, otherwise.ToString("R", CultureInfo.InvariantCulture));
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && double.IsFinite(number)
            ? number
            : throw new BadInputException($"label {rule}: {name} '{text}' is not a number of at least 0");
    }

    public T Choice<T>(string name, string otherwise, params (string Name, T Value)[] choices)
    {
        var text = Text(name, otherwise);
        foreach (var (word, value) in choices)
            if (word == text) return value;
        throw new BadInputException($"label {rule}: {name} '{text}' is none of {string.Join(", ", choices.Select(choice => choice.Name))}{NearestNames.Hint(text, choices.Select(choice => choice.Name))}");
    }

    /// <summary>Refuses names that the rule does not have.</summary>
    public void RequireAllUsed()
    {
        foreach (var name in texts.Keys)
            if (!known.Contains(name)) throw new BadInputException($"label {rule} has no '{name}'{(NearestNames.Hint(name, known) is { Length: > 0 } hint ? hint : $"; it has {string.Join(", ", known)}")}");
    }
}
