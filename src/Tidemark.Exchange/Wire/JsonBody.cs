using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tidemark.Exchange.Wire;

/// <summary>JSON as the bytes of an answer or a message.</summary>
internal static class JsonBody
{
    /// <summary>It is JSON and nothing else, so apostrophes and angle brackets stand as they are.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
