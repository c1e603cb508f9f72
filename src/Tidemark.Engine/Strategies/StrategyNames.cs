using System.Text;

namespace Tidemark.Engine.Strategies;

/// <summary>The public name of a strategy class: <c>MaCross</c> is <c>ma-cross</c>.</summary>
public static class StrategyNames
{
    public static string Of(Type strategy)
    {
        var name = strategy.Name;
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && i > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    /// <summary>Names that tell strategies of one session apart: the second of the same name is <c>ma-cross-2</c>.</summary>
    public static string[] Unique(IReadOnlyList<string> names) => [.. names.Select((name, number) =>
    {
        var earlier = names.Take(number).Count(other => other == name);
        return earlier == 0 ? name : $"{name}-{earlier + 1}";
    })];
}
