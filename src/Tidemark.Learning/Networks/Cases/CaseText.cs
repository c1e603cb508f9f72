using System.Globalization;
using System.Text.RegularExpressions;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>Reads settings out of the sentence that describes a case's model.</summary>
internal static class CaseText
{
    private const string NumberPattern = @"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?";

    /// <summary>The number after a name, as in <c>eps=1e-5</c>, <c>lr 0.01</c>, <c>kernel 3</c>; null where there is none.</summary>
    public static double? Number(string text, string name)
    {
        var match = Regex.Match(text, $@"\b{name}\s*[=:\s]\s*({NumberPattern})", RegexOptions.IgnoreCase);
        return match.Success ? Parse(match.Groups[1].Value) : null;
    }

    /// <summary>The numbers of a list after a name, as in <c>dilations [1, 2, 4]</c> or <c>betas .9/.999</c>; none where it is not there.</summary>
    public static double[] Numbers(string text, string name)
    {
        var match = Regex.Match(text, $@"\b{name}\s*[=:]?\s*[\[(]?\s*({NumberPattern}(?:\s*[,/]\s*{NumberPattern})*)", RegexOptions.IgnoreCase);
        return match.Success ? [.. Regex.Matches(match.Groups[1].Value, NumberPattern).Select(number => Parse(number.Value))] : [];
    }

    /// <summary>Whether a switch is on, as in <c>causal_mask=True</c>.</summary>
    public static bool Switch(string text, string name) => Regex.IsMatch(text, $@"\b{name}\s*[=:]\s*true\b", RegexOptions.IgnoreCase);

    /// <summary>The word after a name, as in <c>activation=gelu</c>.</summary>
    public static string? Word(string text, string name)
    {
        var match = Regex.Match(text, $@"\b{name}\s*[=:]\s*'?(\w+)", RegexOptions.IgnoreCase);
        return match.Success ? match.Groups[1].Value : null;
    }

    public static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
