using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>Reads what stands under <c>result</c>.</summary>
internal static class ResultJson
{
    public static VenueResult<T> Read<T>(VenueCall call, VenueResult<VenueAnswer> answer, Func<JsonElement, T> read) =>
        AnswerJson.Read(call, answer, root => read(root.GetProperty("result")));
}
