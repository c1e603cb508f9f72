using System.Globalization;
using System.Reflection;
using System.Text;

namespace Tidemark.Engine.Strategies;

/// <summary>One parameter of a strategy class: its name, type, range and value as text.</summary>
public sealed class StrategyParameter
{
    private readonly Func<Strategy, object?> get;
    private readonly Action<Strategy, object> set;

    /// <param name="name">The name in kebab case.</param>
    /// <param name="type">A number type, bool, an enumeration or string.</param>
    /// <param name="attribute">Range and description.</param>
    /// <param name="get">Reads the value in force.</param>
    /// <param name="set">Sets a value of the type and in the range.</param>
    public StrategyParameter(string name, Type type, ParameterAttribute attribute, Func<Strategy, object?> get, Action<Strategy, object> set)
    {
        this.get = get;
        this.set = set;
        Name = name;
        Type = type;
        Minimum = attribute.Min;
        Maximum = attribute.Max;
        Description = attribute.Description;
    }

    /// <summary>The name in kebab case: <c>stop-loss</c>.</summary>
    public string Name { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    public string Description { get; }

    public Type Type { get; }

    /// <summary>The parameters of a strategy class in the order of their declaration.</summary>
    public static IReadOnlyList<StrategyParameter> Of(Type strategy) =>
        [.. strategy.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(property => (property, attribute: property.GetCustomAttribute<ParameterAttribute>()))
            .Where(pair => pair.attribute is not null)
            .OrderBy(pair => pair.property.MetadataToken)
            .Select(pair => new StrategyParameter(ToKebabCase(pair.property.Name), pair.property.PropertyType, pair.attribute!, pair.property.GetValue, pair.property.SetValue))];

    /// <summary>Sets the parameters of a strategy from text, those of its trading hours included.</summary>
    /// <exception cref="BadInputException">A name is unknown, or a value is not of its type or out of range; the message names it.</exception>
    public static void Apply(Strategy strategy, IEnumerable<KeyValuePair<string, string>> values)
    {
        var parameters = strategy.Parameters;
        foreach (var (name, text) in values)
        {
            var parameter = parameters.FirstOrDefault(candidate => candidate.Name == ToKebabCase(name)) ?? HoursParameters.All.FirstOrDefault(candidate => candidate.Name == ToKebabCase(name))
                ?? throw new BadInputException($"strategy {strategy.Name} has no parameter '{name}'{NearestNames.Hint(name, parameters.Select(p => p.Name))}");
            parameter.set(strategy, parameter.Parse(text));
        }
        HoursParameters.Check(strategy);
        strategy.ValidateParameters();
    }

    /// <summary>Sets its value from text, without a look at the other parameters.</summary>
    /// <exception cref="BadInputException">The text is not of its type or out of range.</exception>
    public void Set(Strategy strategy, string text) => set(strategy, Parse(text));

    /// <summary>The same parameter of a strategy that is part of another one.</summary>
    /// <param name="owner">The name of the part; stands before a dot.</param>
    /// <param name="partOf">The part of a whole strategy.</param>
    public StrategyParameter Within(string owner, Func<Strategy, Strategy> partOf) =>
        new($"{owner}.{Name}", Type, new ParameterAttribute { Min = Minimum, Max = Maximum, Description = Description }, whole => get(partOf(whole)), (whole, value) => set(partOf(whole), value));

    /// <summary>The value in force as text that <see cref="Apply"/> reads back.</summary>
    public string ValueOf(Strategy strategy) => get(strategy) switch
    {
        bool isTrue => isTrue ? "true" : "false",
        Enum named => ToKebabCase(named.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other?.ToString() ?? "",
    };

    /// <summary>What values are possible, for people: <c>a whole number from 2 to 200</c>.</summary>
    public string Choices => Type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(Type).Select(ToKebabCase))
        : Type == typeof(bool) ? "true or false"
        : Type == typeof(string) ? "text"
        : (Type == typeof(int) || Type == typeof(long) ? "a whole number" : "a number") + Range;

    private string Range => (double.IsInfinity(Minimum), double.IsInfinity(Maximum)) switch
    {
        (false, false) => string.Create(CultureInfo.InvariantCulture, $" from {Minimum} to {Maximum}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at least {Minimum}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at most {Maximum}"),
        _ => "",
    };

    private object Parse(string text)
    {
        object? value = null;
        var culture = CultureInfo.InvariantCulture;
        if (Type == typeof(int)) value = int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var whole) ? whole : null;
        else if (Type == typeof(long)) value = long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var wide) ? wide : null;
        else if (Type == typeof(double)) value = double.TryParse(text, NumberStyles.Float, culture, out var number) && double.IsFinite(number) ? number : null;
        else if (Type == typeof(decimal)) value = decimal.TryParse(text, NumberStyles.Float, culture, out var exact) ? exact : null;
        else if (Type == typeof(bool)) value = bool.TryParse(text, out var isTrue) ? isTrue : null;
        else if (Type.IsEnum) value = Enum.GetNames(Type).FirstOrDefault(name => ToKebabCase(name) == ToKebabCase(text)) is { } named ? Enum.Parse(Type, named) : null;
        else value = text;
        if (value is null || !IsInRange(value)) throw new BadInputException($"parameter {Name}: '{text}' must be {Choices}");
        return value;
    }

    private bool IsInRange(object value)
    {
        if (value is bool or Enum or string) return true;
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return number >= Minimum && number <= Maximum;
    }

    /// <summary><c>StopLoss</c> and <c>stopLoss</c> become <c>stop-loss</c>.</summary>
    private static string ToKebabCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiLetterUpper(name[i]) && i > 0 && name[i - 1] != '-') text.Append('-');
            text.Append(char.ToLowerInvariant(name[i] == '_' ? '-' : name[i]));
        }
        return text.ToString();
    }
}
