using System.Buffers;
using System.Text.Json;

namespace Tidemark.Exchange.Wire;

/// <summary>JSON as the bytes of an answer or a message.</summary>
internal static class JsonBody
{
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
