using System.Globalization;

namespace Tidemark.Cli.Configuration;

/// <summary>A setting whose values are of type <typeparamref name="T"/>.</summary>
internal sealed class Setting<T>(string section, string name, SettingKind kind, string defaultText, string description, Func<string, T> parse)
    : SettingDescriptor(section, name, kind, defaultText, description)
{
    /// <exception cref="FormatException">The text is not a value of this setting.</exception>
    public T Parse(string text)
    {
        if (Choices.Count > 0 && !Choices.Contains(text))
            throw new FormatException($"'{text}' is not one of {string.Join(", ", Choices)}{NearestNames.Hint(text, Choices)}");
        return parse(text);
    }

    public override void Check(string text) => Parse(text);
}

/// <summary>Makes settings of the usual kinds.</summary>
internal static class Setting
{
    public static Setting<string> Text(string section, string name, string defaultText, string description, params string[] choices) =>
        new(section, name, SettingKind.Text, defaultText, description, text => text) { Choices = choices };

    /// <param name="parse">Throws <see cref="FormatException"/> or <see cref="BadInputException"/> for what is no value.</param>
    public static Setting<T> Parsed<T>(string section, string name, string defaultText, string description, Func<string, T> parse) =>
        new(section, name, SettingKind.Text, defaultText, description, parse);

    public static Setting<int> WholeNumber(string section, string name, int defaultValue, int least, int most, string description) =>
        new(section, name, SettingKind.WholeNumber, defaultValue.ToString(CultureInfo.InvariantCulture), description, text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : throw new FormatException($"'{text}' is not a whole number from {least} to {most}"));

    /// <param name="least">Included.</param>
    /// <param name="most">Included.</param>
    public static Setting<decimal> Number(string section, string name, decimal defaultValue, decimal least, decimal most, string description) =>
        new(section, name, SettingKind.Number, defaultValue.ToString(CultureInfo.InvariantCulture), description, text =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : throw new FormatException($"'{text}' is not a number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}"));

    public static Setting<bool> Switch(string section, string name, bool defaultValue, string description) =>
        new(section, name, SettingKind.Switch, defaultValue ? "true" : "false", description, text => text switch
        {
            "true" => true,
            "false" => false,
            _ => throw new FormatException($"'{text}' is not true or false"),
        });
}
