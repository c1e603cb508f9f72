using System.Globalization;

namespace Tidemark.Storage.Instruments;

/// <summary>Reads the exact numbers of rules.</summary>
internal static class RuleNumber
{
    /// <summary>A number that is not negative; null for empty text and for 0, by which venues say "no such rule".</summary>
    /// <exception cref="DefectException">It is no such number; the message names the field.</exception>
    public static decimal? Limit(string? text, string field)
    {
        if (Value(text, field) is not { } value) return null;
        if (value < 0m) throw new DefectException($"{field}: {text} is negative");
        return value == 0m ? null : value;
    }

    /// <summary>Any number; null for empty text.</summary>
    /// <exception cref="DefectException">It is no number; the message names the field.</exception>
    public static decimal? Value(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) throw new DefectException($"{field}: '{text}' is not a number");
        return DecimalForm.Canonical(value);
    }
}
