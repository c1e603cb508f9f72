namespace Tidemark.Indicators.Expressions;

/// <summary>Walks through the text of an expression letter by letter and word by word; says where something is wrong.</summary>
internal sealed class ExpressionReader(string text, int start)
{
    private int position = start;

    /// <summary>Where the next word begins.</summary>
    public int Position
    {
        get
        {
            while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
            return position;
        }
    }

    /// <summary>Where the last word ended.</summary>
    public int End { get; private set; } = start;

    public bool IsAtEnd => Position == text.Length;

    public bool IsAtName => Position < text.Length && (char.IsAsciiLetter(text[position]) || text[position] == '_');

    /// <summary>Whether a name and an equals sign follow.</summary>
    public bool IsAtAssignment
    {
        get
        {
            if (!IsAtName) return false;
            var after = NameEnd();
            while (after < text.Length && char.IsWhiteSpace(text[after])) after++;
            return after < text.Length && text[after] == '=' && (after + 1 == text.Length || text[after + 1] != '=');
        }
    }

    /// <summary>Whether a name follows that no parenthesis, bracket or dot goes on with.</summary>
    public bool IsAtPlainName
    {
        get
        {
            if (!IsAtName) return false;
            var after = NameEnd();
            while (after < text.Length && char.IsWhiteSpace(text[after])) after++;
            return after == text.Length || text[after] is not ('(' or '[' or '.');
        }
    }

    /// <summary>Whether a letter follows, which is taken then.</summary>
    public bool TryTake(char letter)
    {
        if (Position == text.Length || text[position] != letter) return false;
        End = ++position;
        return true;
    }

    /// <exception cref="BadInputException">Something else follows.</exception>
    public void Take(char letter, string where)
    {
        if (!TryTake(letter)) throw Wrong(Position, $"'{letter}' is missing {where}; there is {Found()}");
    }

    /// <summary>A name, or nothing when something else follows.</summary>
    public string TakeName()
    {
        var begin = Position;
        if (!IsAtName) return "";
        End = position = NameEnd();
        return text[begin..position];
    }

    /// <summary>The name that follows, which stays.</summary>
    public string PeekName() => IsAtName ? text[position..NameEnd()] : "";

    /// <summary>A number or a name as it stands: everything up to the next comma, parenthesis or space.</summary>
    public string TakeWord()
    {
        var begin = Position;
        while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not (',' or '(' or ')' or '[' or ']' or '=')) position++;
        End = position;
        return text[begin..position];
    }

    /// <summary>What follows, for people.</summary>
    public string Found() => IsAtEnd ? "the end" : $"'{text[position]}'";

    /// <summary>An error that names a column, counted from 1.</summary>
    public BadInputException Wrong(int at, string reason) => new($"'{text}', column {at + 1}: {reason}");

    private int NameEnd()
    {
        var end = position;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end;
    }
}
