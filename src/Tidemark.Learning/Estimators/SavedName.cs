using System.Text.Json.Nodes;

namespace Tidemark.Learning.Estimators;

/// <summary>Names of an enumeration as settings of saved models hold them.</summary>
internal static class SavedName
{
    /// <summary>The value of that name. A number is refused: it could stand for a value that there is not.</summary>
    /// <exception cref="FormatException">There is no such value.</exception>
    /// <exception cref="InvalidOperationException">The setting is no text.</exception>
    public static T Of<T>(JsonNode? text) where T : struct, Enum =>
        (string?)text is { } name && Enum.TryParse<T>(name, out var value) && Enum.GetName(value) == name ? value : throw new FormatException($"'{text}' is no {typeof(T).Name}");
}
