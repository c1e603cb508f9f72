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
}
