using System.Globalization;

namespace Tidemark.Learning.Validation;

/// <summary>The numbers behind the name of a splitter: <c>folds=5,embargo=0.01</c>; the first may stand without its name.</summary>
internal sealed class SplitterValues
{
    private readonly string splitter;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<string> known = [];

    /// <exception cref="ArgumentException">The text is not a list of names and values.</exception>
    public SplitterValues(string splitter, string text)
    {
        this.splitter = splitter;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == part.Length - 1) throw new ArgumentException($"'{part}' in '{splitter}:{text}' must be NAME=VALUE");
            if (!texts.TryAdd(part[..equals].Trim().ToLowerInvariant(), part[(equals + 1)..].Trim())) throw new ArgumentException($"'{part[..equals]}' is given twice in '{splitter}:{text}'");
        }
    }

    public bool Has(string name)
    {
        if (!known.Contains(name)) known.Add(name);
        return texts.ContainsKey(name);
    }

    public int Count(string name, int otherwise)
    {
        if (!Has(name)) return otherwise;
        return int.TryParse(texts[name], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new ArgumentException($"{splitter}: {name} '{texts[name]}' is not a whole number");
    }

    public double Number(string name, double otherwise)
    {
        if (!Has(name)) return otherwise;
        return double.TryParse(texts[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw new ArgumentException($"{splitter}: {name} '{texts[name]}' is not a number");
    }

    public long Whole(string name)
    {
        Has(name);
        return long.TryParse(texts[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"{splitter}: {name} '{texts[name]}' is not a whole number");
    }

    public bool Flag(string name)
    {
        if (!Has(name)) return false;
        return texts[name] switch
        {
            "true" or "yes" or "1" => true,
            "false" or "no" or "0" => false,
            var other => throw new ArgumentException($"{splitter}: {name} '{other}' is neither true nor false"),
        };
    }

    /// <summary>Refuses names that the splitter does not have.</summary>
    public void RequireAllUsed()
    {
        if (texts.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown) throw new ArgumentException($"{splitter} has no '{unknown}'; it has {string.Join(", ", known)}");
    }
}
