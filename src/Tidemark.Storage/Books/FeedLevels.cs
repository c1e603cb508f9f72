using System.Text.Json;

namespace Tidemark.Storage.Books;

/// <summary>Levels as venues write them: <c>[["61800.20","2.909"], …]</c>.</summary>
internal static class FeedLevels
{
    /// <summary>Reads an array of levels, the reader standing at its beginning.</summary>
    /// <exception cref="FormatException">It is not an array of pairs of numbers in quotes.</exception>
    public static void Read(ref Utf8JsonReader reader, List<(FeedNumber Price, FeedNumber Quantity)> levels)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("the levels are not an array");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var price = ReadNumber(ref reader);
            var quantity = ReadNumber(ref reader);
            levels.Add((price, quantity));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) reader.Skip();
        }
        if (reader.TokenType != JsonTokenType.EndArray) throw new FormatException("a level is not a pair of price and quantity");
    }

    private static FeedNumber ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) throw new FormatException("a level is not a pair of price and quantity");
        return FeedNumber.Parse(reader.ValueSpan);
    }
}
