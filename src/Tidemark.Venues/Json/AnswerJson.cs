using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Json;

/// <summary>Reads the JSON of answers. One that cannot be understood is an error, after which a change may have happened all the same.</summary>
internal static class AnswerJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public static VenueResult<T> Read<T>(VenueCall call, VenueResult<VenueAnswer> answer, Func<JsonElement, T> read)
    {
        if (!answer.TryGet(out var found, out var error)) return error;
        try
        {
            using var document = JsonDocument.Parse(found.Body, Options);
            return read(document.RootElement);
        }
        catch (Exception e) when (JsonFields.IsFault(e))
        {
            return new VenueError(VenueErrorKind.MalformedAnswer, false, !call.OnlyReads, "", $"{call}: {e.Message.ReplaceLineEndings(" ")}; the answer begins {found.Excerpt}");
        }
    }

    /// <summary>The document of a body that may be anything; null where it is not JSON.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
