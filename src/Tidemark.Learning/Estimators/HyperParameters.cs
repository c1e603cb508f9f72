using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Learning.Estimators;

/// <summary>The settings of one model: each has a value, a given one or its default, and all are possible.</summary>
public sealed class HyperParameters
{
    private readonly Dictionary<string, string> texts;

    private HyperParameters(ImmutableArray<HyperParameter> parameters, Dictionary<string, string> texts, ImmutableArray<string> given)
    {
        Parameters = parameters;
        this.texts = texts;
        Given = given;
    }

    /// <summary>What settings there are.</summary>
    public ImmutableArray<HyperParameter> Parameters { get; }

    /// <summary>Names of those that were given, in the model's order.</summary>
    public ImmutableArray<string> Given { get; }

    /// <summary>From text.</summary>
    /// <param name="parameters">What settings there are.</param>
    /// <param name="given">Names or aliases with their values.</param>
    /// <exception cref="ArgumentException">A name is unknown or given twice, or a value is not possible; the message names it.</exception>
    public static HyperParameters Parse(ImmutableArray<HyperParameter> parameters, IEnumerable<KeyValuePair<string, string>> given)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in given)
        {
            var parameter = Find(parameters, name)
                ?? throw new ArgumentException($"there is no parameter '{name}'; there are {string.Join(", ", parameters.Select(one => one.Name))}");
            if (!texts.TryAdd(parameter.Name, Checked(parameter, text))) throw new ArgumentException($"the parameter '{parameter.Name}' is given twice");
        }
        ImmutableArray<string> names = [.. parameters.Select(parameter => parameter.Name).Where(texts.ContainsKey)];
        foreach (var parameter in parameters) texts.TryAdd(parameter.Name, parameter.Default);
        return new HyperParameters(parameters, texts, names);
    }

    /// <summary>The parameter of a name or alias, compared without case, underscores and hyphens; null where there is none.</summary>
    public static HyperParameter? Find(ImmutableArray<HyperParameter> parameters, string name)
    {
        var plain = Plain(name);
        return parameters.FirstOrDefault(parameter => Plain(parameter.Name) == plain) ?? parameters.FirstOrDefault(parameter => parameter.Aliases.Any(alias => Plain(alias) == plain));
    }

    /// <summary>The value as text.</summary>
    public string Text(string name) => texts[name];

    /// <summary>A whole number.</summary>
    public int Integer(string name) => int.Parse(texts[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public double Number(string name) => double.Parse(texts[name], NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>true or false.</summary>
    public bool Switch(string name) => bool.Parse(texts[name]);

    /// <summary>Whole numbers; none where the text is empty.</summary>
    public ImmutableArray<int> Integers(string name) => ParseIntegers(texts[name]);

    /// <summary>Python writes them in brackets.</summary>
    private static ImmutableArray<int> ParseIntegers(string text) =>
        [.. text.Trim().Trim('(', ')', '[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => int.Parse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))];

    /// <summary>A name as names are compared.</summary>
    internal static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Checked(HyperParameter parameter, string text)
    {
        try
        {
            IEnumerable<double> numbers = parameter.Kind switch
            {
                HyperParameterKind.Integer => [int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)],
                HyperParameterKind.Number => [double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)],
                HyperParameterKind.Integers => ParseIntegers(text).Select(value => (double)value),
                HyperParameterKind.Switch => bool.Parse(text) ? [] : [],
                _ => parameter.Choices.Contains(text) ? [] : throw new FormatException(),
            };
            // A comparison with NaN is false, so NaN is refused as well.
            if (numbers.All(number => number >= parameter.Minimum && number <= parameter.Maximum)) return text;
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
        }
        throw new ArgumentException($"{parameter.Name} cannot be '{text}'; it is {Described(parameter)}");
    }

    private static string Described(HyperParameter parameter)
    {
        var what = parameter.Kind switch
        {
            HyperParameterKind.Integer => "a whole number",
            HyperParameterKind.Number => "a number",
            HyperParameterKind.Integers => "whole numbers with commas between",
            HyperParameterKind.Switch => "true or false",
            _ => $"one of {string.Join(", ", parameter.Choices)}",
        };
        var low = double.IsInfinity(parameter.Minimum) ? "" : string.Create(CultureInfo.InvariantCulture, $", at least {parameter.Minimum}");
        var high = double.IsInfinity(parameter.Maximum) ? "" : string.Create(CultureInfo.InvariantCulture, $", at most {parameter.Maximum}");
        return what + low + high;
    }
}
