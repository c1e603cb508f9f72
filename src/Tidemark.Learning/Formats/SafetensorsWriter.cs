using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats;

/// <summary>Writes safetensors: metadata and tensors in ordinal order of their names, the header padded with spaces to whole eights.</summary>
internal static class SafetensorsWriter
{
    public static void Write(Stream stream, TensorFile file)
    {
        var tensors = file.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (file.Tensors.ContainsKey(SafetensorsReader.Metadata)) throw new ArgumentException($"a tensor cannot be called {SafetensorsReader.Metadata}");
        var header = Header(file.Metadata, tensors);
        var padding = (8 - header.WrittenCount % 8) % 8;
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(eight, (ulong)(header.WrittenCount + padding));
        stream.Write(eight);
        stream.Write(header.WrittenSpan);
        eight.Fill((byte)' ');
        stream.Write(eight[..padding]);
        foreach (var (_, tensor) in tensors) stream.Write(tensor.Bytes.Span);
    }

    private static ArrayBufferWriter<byte> Header(IReadOnlyDictionary<string, string> metadata, List<KeyValuePair<string, StateTensor>> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject(SafetensorsReader.Metadata);
        foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, text);
        json.WriteEndObject();
        var offset = 0L;
        foreach (var (name, tensor) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", NameOf(tensor.Element));
            json.WriteStartArray("shape");
            foreach (var size in tensor.Shape) json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += tensor.Bytes.Length);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        if (buffer.WrittenCount > SafetensorsReader.LargestHeader)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"a header of {buffer.WrittenCount} bytes is more than the format allows ({SafetensorsReader.LargestHeader})"));
        return buffer;
    }

    private static string NameOf(StateElement element) => element switch
    {
        StateElement.Float32 => "F32",
        StateElement.Float64 => "F64",
        StateElement.Int32 => "I32",
        StateElement.Int64 => "I64",
        _ => "U8",
    };
}
