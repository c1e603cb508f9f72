using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Names and values behind the name of a step: <c>window=24,threshold=3,columns=a+b</c>.</summary>
internal sealed class StepArguments
{
    private readonly string step;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<string> known = [];

    /// <exception cref="ArgumentException">The text is no list of names and values.</exception>
    public StepArguments(string step, string text)
    {
        this.step = step;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || equals == part.Length - 1 || !texts.TryAdd(part[..equals].Trim().ToLowerInvariant(), part[(equals + 1)..].Trim())) throw new ArgumentException($"'{part}' in '{step}:{text}' must be NAME=VALUE, each name once");
        }
    }

    /// <summary>Columns as they stand behind other values.</summary>
    public static string Suffix(ImmutableArray<string> columns) => columns.IsDefaultOrEmpty ? "" : $",columns={string.Join('+', columns)}";

    /// <summary>Columns as they stand alone behind a name.</summary>
    public static string Joined(string name, ImmutableArray<string> columns) => columns.IsDefaultOrEmpty ? name : $"{name}:columns={string.Join('+', columns)}";

    public string? Text(string name)
    {
        known.Add(name);
        return texts.GetValueOrDefault(name);
    }

    public ImmutableArray<string> Columns() => Text("columns") is { } text ? [.. text.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];

    public int Count(string name, int otherwise) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw new ArgumentException($"{step}: {name} '{text}' is not a whole number of at least 1");

    public double Number(string name, double otherwise) => Text(name) is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw new ArgumentException($"{step}: {name} '{text}' is not a number");

    /// <summary>Refuses names that the step does not have.</summary>
    public void RequireAllUsed()
    {
        if (texts.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown) throw new ArgumentException($"{step} has no '{unknown}'{(known.Count > 0 ? $"; it has {string.Join(", ", known)}" : "")}");
    }
}
