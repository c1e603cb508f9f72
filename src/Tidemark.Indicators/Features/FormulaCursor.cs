using System.Globalization;

namespace Tidemark.Indicators.Features;

/// <summary>Walks through the text of a formula.</summary>
internal sealed class FormulaCursor(string text)
{
    private int position;

    /// <summary>Where the next word begins.</summary>
    public int Position
    {
        get
        {
            while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
            return position;
        }
    }

    public bool IsAtEnd => Position == text.Length;

    /// <summary>The letter that follows; 0 at the end.</summary>
    public char Peek => IsAtEnd ? '\0' : text[position];

    public bool IsAtNumber => char.IsAsciiDigit(Peek) || (Peek == '.' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]));

    public bool TryTake(char letter)
    {
        if (Peek != letter || IsAtEnd) return false;
        position++;
        return true;
    }

    /// <exception cref="BadInputException">Something else follows.</exception>
    public void Take(char letter, string where)
    {
        if (!TryTake(letter)) throw Wrong(Position, $"'{letter}' is missing {where}; there is {(IsAtEnd ? "the end" : $"'{Peek}'")}");
    }

    /// <summary>The name that follows, which stays; empty where none does.</summary>
    public string PeekName() => IsNameStart(Peek) ? text[position..NameEnd(position)] : "";

    public string TakeName()
    {
        var name = PeekName();
        position += name.Length;
        return name;
    }

    /// <summary>Whether the name that follows opens a parenthesis.</summary>
    public bool IsAtCall(string name) => LetterAfter(name) == '(';

    /// <summary>The first letter after the name that follows; 0 at the end.</summary>
    public char LetterAfter(string name)
    {
        var after = Position + name.Length;
        while (after < text.Length && char.IsWhiteSpace(text[after])) after++;
        return after < text.Length ? text[after] : '\0';
    }

    /// <exception cref="BadInputException">It is not a number.</exception>
    public double TakeNumber()
    {
        var begin = Position;
        var end = begin;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '.' || (text[end] is '-' or '+' && text[end - 1] is 'e' or 'E'))) end++;
        position = end;
        return double.TryParse(text[begin..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Wrong(begin, $"'{text[begin..end]}' is not a number");
    }

    /// <summary>A whole number of rows, negative ones too.</summary>
    /// <exception cref="BadInputException">It is none, or too large.</exception>
    public int TakeWhole(int largest)
    {
        var begin = Position;
        var end = begin;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.')) end++;
        position = end;
        return int.TryParse(text[begin..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rows) && Math.Abs((long)rows) <= largest
            ? rows
            : throw Wrong(begin, $"'{text[begin..end]}' is not a whole number of rows up to {largest.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>What stands in parentheses that open here, without them, and moves behind them.</summary>
    /// <exception cref="BadInputException">They do not close.</exception>
    public string TakeParentheses()
    {
        var begin = Position;
        var end = Matching(begin, '(', ')');
        position = end + 1;
        return text[(begin + 1)..end];
    }

    /// <summary>
    /// The text of an indicator that begins here: its name, what stands in parentheses, and outputs and bars behind it. A shift into the
    /// future stays: it is the caller's.
    /// </summary>
    public string TakeIndicator()
    {
        var begin = Position;
        var end = NameEnd(begin);
        while (true)
        {
            var next = end;
            while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
            if (next == text.Length) break;
            if (text[next] == '(') end = Matching(next, '(', ')') + 1;
            else if (text[next] == '.' && next + 1 < text.Length && IsNameStart(text[next + 1])) end = NameEnd(next + 1);
            else if (text[next] == '[' && !text[(next + 1)..].TrimStart().StartsWith('-')) end = Matching(next, '[', ']') + 1;
            else break;
        }
        position = end;
        return text[begin..end];
    }

    public void Skip(int letters) => position += letters;

    /// <summary>An error that names a column, counted from 1.</summary>
    public BadInputException Wrong(int at, string reason) => new($"'{text}', column {(at + 1).ToString(CultureInfo.InvariantCulture)}: {reason}");

    private int Matching(int open, char opening, char closing)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] == opening) depth++;
            else if (text[i] == closing && --depth == 0) return i;
        }
        throw Wrong(open, $"'{opening}' is not closed");
    }

    private static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';

    private int NameEnd(int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end;
    }
}
