namespace Tidemark.Cli.CommandLine;

/// <summary>Options that are given once for each name: <c>--param fast=10 --param slow=30</c>.</summary>
internal static class NamedValues
{
    /// <param name="texts">What was typed, <c>NAME=VALUE</c> each.</param>
    /// <param name="option">The option, for messages.</param>
    /// <param name="example">A value that would do, for messages.</param>
    /// <exception cref="BadInputException">One has no name or no equals sign, or a name is given twice: which one was meant cannot be told.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IReadOnlyList<string>? texts, string option, string example)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var text in texts ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new BadInputException($"{option} {text}: write NAME=VALUE, such as {example}");
            var (name, value) = (text[..equals].Trim(), text[(equals + 1)..].Trim());
            var earlier = values.FindIndex(given => IsSame(given.Key, name));
            if (earlier >= 0) throw new BadInputException($"{option} {name} is given twice ({values[earlier].Value} and {value}); give it once");
            values.Add(KeyValuePair.Create(name, value));
        }
        return values;
    }

    /// <summary>Whether two names mean the same: <c>stop-loss</c> and <c>stopLoss</c> do.</summary>
    public static bool IsSame(string left, string right) => Plain(left).Equals(Plain(right), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
