using System.Globalization;
using System.Text.Json;

namespace Tidemark.Venues.Json;

/// <summary>
/// Fields of venues' answers: numbers as text or as numbers, times in milliseconds or microseconds. Exact numbers are read from their digits,
/// never through a double.
/// </summary>
/// <remarks>Whatever does not fit throws one of the exceptions that <see cref="IsFault"/> knows.</remarks>
internal static class JsonFields
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private const NumberStyles WithExponent = Plain | NumberStyles.AllowExponent;

    /// <summary>Milliseconds reach this number in the year 5138, microseconds did in 1973.</summary>
    private const long LeastMicroseconds = 100_000_000_000_000;

    /// <summary>Whether an exception says that a text is not what it should be.</summary>
    public static bool IsFault(Exception e) => e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException
        or IndexOutOfRangeException;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    /// <summary>A text; empty where it is missing or null.</summary>
    public static string TextOrEmpty(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static decimal Exact(this JsonElement element, string name) => element.GetProperty(name).Exact();

    public static decimal Exact(this JsonElement value) =>
        decimal.Parse(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), WithExponent, CultureInfo.InvariantCulture);

    /// <summary>A number; null where it is missing, null or empty.</summary>
    public static decimal? ExactOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String && value.ToString().Length > 0 ? value.Exact() : null;

    /// <summary>A number; null where it is missing or zero, which is how venues write that there is none.</summary>
    public static decimal? ExactUnlessZero(this JsonElement element, string name) => element.ExactOrNull(name) is { } value and not 0m ? value : null;

    public static double Real(this JsonElement value) =>
        double.Parse(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), WithExponent, CultureInfo.InvariantCulture);

    public static long Whole(this JsonElement element, string name) => element.GetProperty(name).Whole();

    public static long Whole(this JsonElement value) => value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : value.GetInt64();

    public static long? WholeOrNull(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.Whole() : null;

    /// <summary>A flag; false where it is missing.</summary>
    public static bool Flag(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static Instant Time(this JsonElement element, string name) => element.GetProperty(name).Time();

    public static Instant Time(this JsonElement value) => TimeOf(value.Whole());

    /// <summary>A time; null where it is missing.</summary>
    public static Instant? TimeOrNull(this JsonElement element, string name) => element.WholeOrNull(name) is { } number ? TimeOf(number) : null;

    private static Instant TimeOf(long number) => number < LeastMicroseconds ? Instant.FromUnixMilliseconds(number) : new Instant(checked(number * Instant.NanosecondsPerMicrosecond));
}
