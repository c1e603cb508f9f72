using System.Buffers.Text;
using System.Text.Json;

namespace Tidemark.Venues.Bybit.Wire;

/// <summary>Reads numbers that messages write as text, from their bytes and exactly.</summary>
internal static class ExactText
{
    /// <summary>The number that a text is.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static decimal Decimal(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && Utf8Parser.TryParse(reader.ValueSpan, out decimal value, out var taken) && taken == reader.ValueSpan.Length ? value
            : throw new FormatException("a price or quantity is no text of a number");

    /// <summary>The nearest double.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static double Double(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && Utf8Parser.TryParse(reader.ValueSpan, out double value, out var taken) && taken == reader.ValueSpan.Length ? value
            : throw new FormatException("a price or quantity is no text of a number");

    /// <summary>A number in whole steps of a grid.</summary>
    /// <exception cref="FormatException">It is between two steps, or negative.</exception>
    public static long Steps(decimal value, decimal step)
    {
        var count = value / step;
        return count >= 0 && count == decimal.Truncate(count) ? (long)count : throw new FormatException($"{value} is not on the grid of {step}");
    }
}
