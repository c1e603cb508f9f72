using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Server.Endpoints;

/// <summary>Writes an answer as JSON, or says that it has not changed.</summary>
internal static class JsonAnswer
{
    /// <summary>Distinguishes the snapshots of this process from those of an earlier one with the same numbers.</summary>
    private static readonly string ProcessTag = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));

    /// <summary>Answers 304 when the client has seen this state already.</summary>
    public static Task WriteVersionedAsync<T>(HttpContext context, long version, Func<T> answer, JsonTypeInfo<T> type)
    {
        var tag = $"\"{ProcessTag}-{version}\"";
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        if (!IsKnown(context.Request, tag)) return WriteAsync(context, answer(), type);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    public static async Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsKnown(HttpRequest request, string tag)
    {
        foreach (var value in request.Headers.IfNoneMatch)
        {
            if (value is null) continue;
            foreach (var part in value.Split(','))
            {
                var known = part.Trim();
                if (known == "*" || known == tag || (known.StartsWith("W/", StringComparison.Ordinal) && known[2..] == tag)) return true;
            }
        }
        return false;
    }
}
