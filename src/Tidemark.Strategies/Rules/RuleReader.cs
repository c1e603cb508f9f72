using System.Globalization;
using Tidemark.Indicators;
using Tidemark.Indicators.Expressions;

namespace Tidemark.Strategies.Rules;

/// <summary>
/// Reads the texts of rules: <c>value comparison value</c>, where a value is a number, an indicator expression with an optional interval
/// (<c>sma(50)@4h</c>), or arithmetic of them with + - * / and parentheses.
/// </summary>
/// <param name="text">The text with parameters put in.</param>
/// <param name="origin">Where it came from, for messages.</param>
/// <param name="track">Makes the engine feed an indicator; equal texts give the same one.</param>
internal sealed class RuleReader(string text, RuleText origin, Func<IndicatorExpression, Interval?, Indicator> track)
{
    public const string CrossesAbove = "crosses above";
    public const string CrossesBelow = "crosses below";

    private static readonly string[] Comparisons = ["<=", ">=", "<", ">", CrossesAbove, CrossesBelow];
    private int position;

    /// <exception cref="BadInputException">The text is not a comparison; the message names file, line and column.</exception>
    public RuleTest ReadComparison()
    {
        var left = ReadSum();
        SkipBlanks();
        var comparison = Array.Find(Comparisons, candidate => string.CompareOrdinal(text, position, candidate, 0, candidate.Length) == 0)
            ?? throw Wrong($"expected one of {string.Join(", ", Comparisons)}");
        position += comparison.Length;
        var right = ReadSum();
        return AtEnd(new ComparisonTest(left, comparison, right));
    }

    /// <exception cref="BadInputException">The text is not a value; the message names file, line and column.</exception>
    public RuleValue ReadValue() => AtEnd(ReadSum());

    private T AtEnd<T>(T result)
    {
        SkipBlanks();
        return position == text.Length ? result : throw Wrong($"did not expect '{text[position..]}' here");
    }

    private RuleValue ReadSum()
    {
        var value = ReadProduct();
        while (Takes('+', '-') is { } sign) value = new ArithmeticValue(sign, value, ReadProduct());
        return value;
    }

    private RuleValue ReadProduct()
    {
        var value = ReadPart();
        while (Takes('*', '/') is { } sign) value = new ArithmeticValue(sign, value, ReadPart());
        return value;
    }

    private RuleValue ReadPart()
    {
        SkipBlanks();
        if (position == text.Length) throw Wrong("a value is missing");
        if (Takes('-', '-') is not null) return new ArithmeticValue('-', new ConstantValue(0), ReadPart());
        if (Takes('(', '(') is not null)
        {
            var inner = ReadSum();
            return Takes(')', ')') is not null ? inner : throw Wrong("a ')' is missing");
        }
        return char.IsAsciiDigit(text[position]) || text[position] == '.' ? ReadNumber() : ReadIndicator();
    }

    private ConstantValue ReadNumber()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] is '.' or '%' || IsExponent())) position++;
        var number = text[start..position];
        var isPercent = number.EndsWith('%');
        if (!double.TryParse(isPercent ? number[..^1] : number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) throw Wrong($"'{number}' is not a number");
        return new ConstantValue(isPercent ? value / 100 : value);

        bool IsExponent() => text[position] is 'e' or 'E' || (text[position] is '-' or '+' && position > start && text[position - 1] is 'e' or 'E');
    }

    private IndicatorValue ReadIndicator()
    {
        IndicatorExpression expression;
        int end;
        try
        {
            expression = IndicatorExpression.ParseAt(text, position, out end);
        }
        catch (BadInputException failure)
        {
            throw origin.Error(failure.Message);
        }
        position = end;
        Interval? interval = null;
        if (position < text.Length && text[position] == '@')
        {
            var start = ++position;
            while (position < text.Length && char.IsAsciiLetterOrDigit(text[position])) position++;
            interval = IntervalOf(text[start..position]);
        }
        return new IndicatorValue(track(expression, interval));
    }

    private Interval IntervalOf(string word)
    {
        try
        {
            return Interval.Parse(word);
        }
        catch (FormatException failure)
        {
            throw Wrong(failure.Message);
        }
    }

    private char? Takes(char first, char second)
    {
        SkipBlanks();
        if (position == text.Length || (text[position] != first && text[position] != second)) return null;
        return text[position++];
    }

    private void SkipBlanks()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
    }

    private BadInputException Wrong(string reason) => origin.Error(string.Create(CultureInfo.InvariantCulture, $"'{text}', column {position + 1}: {reason}"));
}
