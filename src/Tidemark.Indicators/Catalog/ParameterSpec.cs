using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Indicators.Catalog;

/// <summary>A parameter of an indicator: a number, a whole number, or one of several named choices (kept as their position).</summary>
public sealed record ParameterSpec
{
    /// <summary>The largest number of bars that an indicator looks back.</summary>
    public const int LongestPeriod = 100_000;

    /// <summary>camelCase: <c>timePeriod</c>, <c>nbDevUp</c>; found whatever the case, with or without dashes and underscores.</summary>
    public required string Name { get; init; }

    public required double Default { get; init; }

    public double Minimum { get; init; } = double.NegativeInfinity;

    public double Maximum { get; init; } = double.PositiveInfinity;

    public bool IsWhole { get; init; }

    /// <summary>Names of the values 0, 1, 2 ...; empty for a number.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Other names under which it is found.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>A number of bars.</summary>
    public static ParameterSpec Period(int standard, int minimum = 2, string name = "timePeriod", string description = "bars it looks back") => new()
    {
        Name = name,
        Default = standard,
        Minimum = minimum,
        Maximum = LongestPeriod,
        IsWhole = true,
        Description = description,
        Aliases = name == "timePeriod" ? ["period", "length"] : [],
    };

    /// <summary>Any number in a range.</summary>
    public static ParameterSpec Number(string name, double standard, double minimum, double maximum, string description) => new()
    {
        Name = name,
        Default = standard,
        Minimum = minimum,
        Maximum = maximum,
        Description = description,
    };

    /// <summary>One of several names, or its position as a number.</summary>
    public static ParameterSpec Choice(string name, ImmutableArray<string> choices, int standard, string description) => new()
    {
        Name = name,
        Default = standard,
        Minimum = 0,
        Maximum = choices.Length - 1,
        IsWhole = true,
        Choices = choices,
        Description = description,
    };

    /// <summary>What values are possible, for people: <c>a whole number from 2 to 100000</c>.</summary>
    public string Possible
    {
        get
        {
            if (!Choices.IsEmpty) return "one of " + string.Join(", ", Choices.Select((choice, index) => $"{choice} ({index})"));
            var kind = IsWhole ? "a whole number" : "a number";
            return (double.IsInfinity(Minimum), double.IsInfinity(Maximum)) switch
            {
                (false, false) => string.Create(CultureInfo.InvariantCulture, $"{kind} from {Minimum} to {Maximum}"),
                (false, true) => string.Create(CultureInfo.InvariantCulture, $"{kind} of at least {Minimum}"),
                (true, false) => string.Create(CultureInfo.InvariantCulture, $"{kind} of at most {Maximum}"),
                _ => kind,
            };
        }
    }

    /// <summary>Whether a person may mean this parameter by a name.</summary>
    public bool IsCalled(string name) => IndicatorNames.AreSame(Name, name) || Aliases.Any(alias => IndicatorNames.AreSame(alias, name));

    /// <summary>A value as text that <see cref="Parse"/> reads back.</summary>
    public string Format(double value) => Choices.IsEmpty ? value.ToString("R", CultureInfo.InvariantCulture) : Choices[(int)value];

    /// <exception cref="BadInputException">The text is not a possible value.</exception>
    public double Parse(string text)
    {
        for (var choice = 0; choice < Choices.Length; choice++)
            if (IndicatorNames.AreSame(Choices[choice], text)) return choice;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !IsPossible(value))
            throw new BadInputException($"parameter {Name}: '{text}' must be {Possible}");
        return value;
    }

    /// <summary>Whether a number may be given.</summary>
    public bool IsPossible(double value) => double.IsFinite(value) && value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Floor(value));
}
