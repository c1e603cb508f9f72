using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Tuning;

/// <summary>One setting that a study varies: a range of numbers, of whole numbers, or some words.</summary>
public sealed record SearchDimension
{
    private const int MostGridPoints = 1_000_000;

    private SearchDimension(string name, bool isInteger, double low, double high, bool isLogarithmic, ImmutableArray<string> choices)
    {
        Name = name;
        IsInteger = isInteger;
        Low = low;
        High = high;
        IsLogarithmic = isLogarithmic;
        Choices = choices;
    }

    /// <summary>The name of the setting.</summary>
    public string Name { get; }

    /// <summary>Whether its values are whole numbers.</summary>
    public bool IsInteger { get; }

    /// <summary>The smallest value; 0 for words.</summary>
    public double Low { get; }

    /// <summary>The largest value, included; the number of the last word.</summary>
    public double High { get; }

    /// <summary>Whether it is searched by orders of magnitude.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The words; empty for numbers.</summary>
    public ImmutableArray<string> Choices { get; }

    /// <summary>How many values a grid takes from a range: of numbers so many, of whole numbers at most so many.</summary>
    public int GridPoints { get; init; } = 5;

    /// <summary>How many values a grid has here.</summary>
    public int GridSize => !Choices.IsEmpty ? Choices.Length : IsInteger ? (int)Math.Min(High - Low + 1, GridPoints) : Low == High ? 1 : GridPoints;

    /// <summary>A range of numbers.</summary>
    /// <exception cref="ArgumentException">The range is empty or not finite, or goes to zero or below by orders of magnitude.</exception>
    public static SearchDimension Number(string name, double low, double high, bool isLogarithmic = false) => new(name, false, low, Checked(name, low, high, isLogarithmic), isLogarithmic, []);

    /// <summary>A range of whole numbers, both ends included.</summary>
    /// <inheritdoc cref="Number"/>
    public static SearchDimension Integer(string name, int low, int high, bool isLogarithmic = false) =>
        new(name, true, low, Checked(name, low, high, isLogarithmic), isLogarithmic, []) { GridPoints = MostGridPoints };

    /// <summary>Some words, or numbers that are taken as they are.</summary>
    /// <exception cref="ArgumentException">There are none, or two are equal.</exception>
    public static SearchDimension Choice(string name, params ReadOnlySpan<string> words)
    {
        ImmutableArray<string> choices = [.. words];
        if (choices.IsEmpty || choices.Distinct(StringComparer.Ordinal).Count() != choices.Length) throw new ArgumentException($"{name}: choices are one or more different words");
        return new SearchDimension(name, true, 0, choices.Length - 1, false, choices);
    }

    /// <summary>Where a tuner usually searches a setting; null where it leaves it alone.</summary>
    public static SearchDimension? Of(HyperParameter parameter) => parameter switch
    {
        { Search: null } => null,
        { Kind: HyperParameterKind.Integer, Search: var (low, high) } => Integer(parameter.Name, (int)low, (int)high, parameter.IsLogarithmic),
        { Kind: HyperParameterKind.Number, Search: var (low, high) } => Number(parameter.Name, low, high, parameter.IsLogarithmic),
        _ => null,
    };

    /// <summary>From text: <c>depth=2..8</c>, <c>rate=0.01..0.3:log</c>, <c>growth=leaf,depth</c>. Ranges with whole ends are of whole numbers.</summary>
    /// <param name="text">What is to be searched.</param>
    /// <param name="parameter">The setting, where it is known: it says whether values are whole numbers.</param>
    /// <exception cref="ArgumentException">The text is none of these.</exception>
    public static SearchDimension Parse(string text, HyperParameter? parameter = null)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || equals == text.Length - 1) throw new ArgumentException($"'{text}' is no range to search; write name=low..high, name=low..high:log or name=a,b,c");
        var (name, values) = (parameter?.Name ?? text[..equals].Trim(), text[(equals + 1)..].Trim());
        var isLogarithmic = values.EndsWith(":log", StringComparison.Ordinal);
        var ends = (isLogarithmic ? values[..^4] : values).Split("..", StringSplitOptions.TrimEntries);
        if (ends.Length != 2) return Choice(name, values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var isInteger = parameter?.Kind == HyperParameterKind.Integer || parameter is null && ends.All(end => int.TryParse(end, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        if (!double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low) || !double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            || (isInteger && (low != (int)low || high != (int)high)))
            throw new ArgumentException($"'{text}' is no range of {(isInteger ? "whole " : "")}numbers");
        return isInteger ? Integer(name, (int)low, (int)high, isLogarithmic) : Number(name, low, high, isLogarithmic);
    }

    /// <summary>A value as text, as settings take it.</summary>
    public string Text(double value) => !Choices.IsEmpty ? Choices[(int)value] : value.ToString(IsInteger ? "0" : "R", CultureInfo.InvariantCulture);

    /// <summary>The value of a text that <see cref="Text"/> gave; NaN for another.</summary>
    public double Value(string text)
    {
        var value = !Choices.IsEmpty ? Choices.IndexOf(text) : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        return value >= Low && value <= High ? value : double.NaN;
    }

    /// <summary>A value of the grid.</summary>
    internal double GridValue(int index) => GridSize == 1 ? Low : !Choices.IsEmpty || (IsInteger && GridSize == High - Low + 1) ? Low + index
        : FromScale(ScaleLow(0) + (ScaleHigh(0) - ScaleLow(0)) * index / (GridSize - 1));

    /// <summary>The lower end on the scale on which it is searched; whole numbers reach half a step beyond.</summary>
    internal double ScaleLow(double beyond) => IsLogarithmic ? Math.Log(Low - beyond) : Low - beyond;

    /// <summary>The upper end on that scale.</summary>
    internal double ScaleHigh(double beyond) => IsLogarithmic ? Math.Log(High + beyond) : High + beyond;

    internal double ToScale(double value) => IsLogarithmic ? Math.Log(value) : value;

    internal double FromScale(double position)
    {
        var value = IsLogarithmic ? Math.Exp(position) : position;
        return Math.Clamp(IsInteger ? Math.Round(value) : value, Low, High);
    }

    private static double Checked(string name, double low, double high, bool isLogarithmic)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low <= high)) throw new ArgumentException(FormattableString.Invariant($"{name}: {low} to {high} is no range"));
        return !isLogarithmic || low > 0 ? high : throw new ArgumentException(FormattableString.Invariant($"{name}: a range by orders of magnitude begins above 0, not at {low}"));
    }
}
