using System.Globalization;

namespace Tidemark.Strategies.Rules;

/// <summary>A piece of a rule document with the place where it stands, so that every complaint names it.</summary>
/// <param name="Text">The text, with <c>$name</c> for parameters.</param>
/// <param name="Place">File and line, for messages.</param>
public sealed record RuleText(string Text, string Place)
{
    public BadInputException Error(string reason) => new($"{Place}: {reason}");

    /// <summary>The text with the values of parameters in the place of their names.</summary>
    /// <exception cref="BadInputException">A parameter is unknown.</exception>
    public string With(IReadOnlyDictionary<string, double> values)
    {
        if (!Text.Contains('$', StringComparison.Ordinal)) return Text;
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] != '$')
            {
                result.Append(Text[i]);
                continue;
            }
            var end = i + 1;
            while (end < Text.Length && (char.IsAsciiLetterOrDigit(Text[end]) || Text[end] == '_' || (Text[end] == '-' && end + 1 < Text.Length && char.IsAsciiLetter(Text[end + 1])))) end++;
            var name = Text[(i + 1)..end];
            if (!values.TryGetValue(name, out var value))
                throw Error(name.Length == 0 ? "a $ needs the name of a parameter behind it" : $"there is no parameter '{name}'{NearestNames.Hint(name, values.Keys)}");
            result.Append(value.ToString("R", CultureInfo.InvariantCulture));
            i = end - 1;
        }
        return result.ToString();
    }
}
