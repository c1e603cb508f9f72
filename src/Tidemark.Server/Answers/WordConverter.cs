using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tidemark.Server.Answers;

/// <summary>Enum members as camelCase words.</summary>
internal sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
{
    private static readonly Dictionary<T, string> Words = Enum.GetValues<T>().ToDictionary(value => value, AnswerJson.Word);

    public static IEnumerable<string> All => Words.Values;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("answers are only written");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words[value]);
}
