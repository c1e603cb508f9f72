using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Strategies.Steering;

/// <summary>One thing that an agent sets of a strategy: its weight or one of its parameters, within a range or to one of several values.</summary>
public sealed record SteeredSetting
{
    /// <summary>The name of the setting that is no parameter.</summary>
    public const string WeightName = "weight";

    private const int MostValues = 1_000;

    private SteeredSetting(string name, string text) => (Name, Text) = (name, text);

    /// <summary>The parameter, or <see cref="WeightName"/>.</summary>
    public string Name { get; }

    /// <summary>As it was written: <c>0:1</c>, <c>5:40:5</c> or <c>sma|ema</c>.</summary>
    public string Text { get; }

    /// <summary>Whether it says how much the strategy counts.</summary>
    public bool IsWeight => Name == WeightName;

    /// <summary>The lowest number.</summary>
    public double Low { get; private init; }

    /// <summary>The highest number.</summary>
    public double High { get; private init; }

    /// <summary>The values as text, where only these are possible; empty for any number from <see cref="Low"/> to <see cref="High"/>.</summary>
    public ImmutableArray<string> Values { get; private init; } = [];

    /// <summary>What stands for each of <see cref="Values"/> in an answer: the number itself, or its place among them where they are not all numbers.</summary>
    public ImmutableArray<double> Levels { get; private init; } = [];

    /// <summary>Reads a range; null where the text is a single value.</summary>
    /// <exception cref="BadInputException">It looks like a range and is none.</exception>
    public static SteeredSetting? TryParse(string name, string text)
    {
        if (text.Contains('|', StringComparison.Ordinal)) return OfList(name, text, [.. text.Split('|', StringSplitOptions.TrimEntries)]);
        var parts = text.Split(':');
        if (parts.Length is not (2 or 3)) return null;
        var numbers = new double[parts.Length];
        for (var index = 0; index < parts.Length; index++)
            if (!double.TryParse(parts[index], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[index]) || !double.IsFinite(numbers[index])) return null;
        if (!(numbers[0] < numbers[1])) throw new BadInputException($"{name}={text}: a range goes from a lower to a higher number");
        if (parts.Length == 3) return OfList(name, text, Steps(name, text, parts));
        return new SteeredSetting(name, text) { Low = numbers[0], High = numbers[1] };
    }

    /// <summary>What a strength of 1 stands for in a signal: a power of two, so that nothing is lost on the way, and no number is beyond it.</summary>
    private double Scale => Math.ScaleB(1, (int)Math.Ceiling(Math.Log2(Math.Max(Math.Abs(Low), Math.Abs(High)))));

    /// <summary>The strength, 0 to 1, by which a signal says a number of the range.</summary>
    public double StrengthOf(double number) => Math.Min(1, Math.Abs(number) / Scale);

    /// <summary>The number that a signal says.</summary>
    public double NumberOf(PositionSide direction, double strength) => (direction == PositionSide.Short ? -strength : strength) * Scale;

    /// <summary>The place among <see cref="Values"/> that is nearest to an answer.</summary>
    public int NearestLevel(double answer)
    {
        var best = 0;
        for (var index = 1; index < Levels.Length; index++)
            if (Math.Abs(Levels[index] - answer) < Math.Abs(Levels[best] - answer)) best = index;
        return best;
    }

    /// <summary>The number that an answer stands for: within the range, or the nearest of the values.</summary>
    public double NumberOf(double answer) => Values.IsEmpty ? Math.Clamp(answer, Low, High) : Levels[NearestLevel(answer)];

    private static SteeredSetting OfList(string name, string text, ImmutableArray<string> values)
    {
        if (values.Length < 2 || values.Contains("")) throw new BadInputException($"{name}={text}: there must be two values or more to choose from");
        if (values.Length > MostValues) throw new BadInputException($"{name}={text}: {values.Length} values are more than {MostValues}");
        if (values.Distinct(StringComparer.Ordinal).Count() < values.Length) throw new BadInputException($"{name}={text}: a value is there twice");
        var numbers = new double[values.Length];
        var areNumbers = true;
        for (var index = 0; index < values.Length; index++) areNumbers &= double.TryParse(values[index], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[index]) && double.IsFinite(numbers[index]);
        ImmutableArray<double> levels = areNumbers ? [.. numbers] : [.. Enumerable.Range(0, values.Length).Select(place => (double)place)];
        return new SteeredSetting(name, text) { Values = values, Levels = levels, Low = levels.Min(), High = levels.Max() };
    }

    /// <summary>In decimals, so that 0.1 three times is 0.3.</summary>
    private static ImmutableArray<string> Steps(string name, string text, string[] parts)
    {
        var numbers = new decimal[3];
        for (var index = 0; index < 3; index++)
            if (!decimal.TryParse(parts[index], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[index])) throw new BadInputException($"{name}={text}: '{parts[index]}' is too large or too small a number for a range");
        if (numbers[2] <= 0) throw new BadInputException($"{name}={text}: the step must be above zero");
        if ((numbers[1] - numbers[0]) / numbers[2] > MostValues) throw new BadInputException($"{name}={text}: these are more than {MostValues} values");
        var values = ImmutableArray.CreateBuilder<string>();
        for (var value = numbers[0]; value <= numbers[1]; value += numbers[2]) values.Add((value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
        return values.ToImmutable();
    }
}
