using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats;

/// <summary>
/// Reads safetensors from whoever wrote them. Nothing is believed before it is checked against the length of the file: a header that
/// promises more than there is costs no memory. The tensors must fill the file without gaps and overlaps, as the format demands.
/// </summary>
internal static class SafetensorsReader
{
    /// <summary>The name under which the header holds words instead of a tensor.</summary>
    public const string Metadata = "__metadata__";

    /// <summary>The limit that the format sets to the header, in bytes.</summary>
    public const int LargestHeader = 100_000_000;

    private const int MostDimensions = 32;

    /// <summary>Half of an array at most, for half precision doubles on the way.</summary>
    private const int MostBytes = 1_000_000_000;

    public static TensorFile Read(Stream stream, string name)
    {
        var length = stream.Length - stream.Position;
        if (length < 8) throw Damaged(name, $"{length} bytes are too few for a safetensors file");
        Span<byte> eight = stackalloc byte[8];
        stream.ReadExactly(eight);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(eight);
        if (size > LargestHeader) throw Damaged(name, $"the first 8 bytes promise a header of {size} bytes, more than the {LargestHeader} that are allowed: not a safetensors file");
        if ((long)size > length - 8) throw Damaged(name, $"the header is {size} bytes long, but only {length - 8} follow: the file is cut, or no safetensors file");
        var header = new byte[size];
        stream.ReadExactly(header);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = Entries(header, metadata, name);
        CheckLayout(entries, length - 8 - (long)size, name);
        var tensors = new SortedDictionary<string, StateTensor>(StringComparer.Ordinal);
        foreach (var entry in entries) tensors.Add(entry.Name, Load(stream, entry));
        return new TensorFile(metadata, tensors);
    }

    private static List<Entry> Entries(byte[] header, Dictionary<string, string> metadata, string file)
    {
        if (header.Length == 0 || header[0] != (byte)'{') throw Damaged(file, "the header is not a JSON object");
        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            var entries = new List<Entry>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!seen.Add(property.Name)) throw Damaged(file, $"the header holds '{property.Name}' twice");
                if (property.Name == Metadata) ReadMetadata(property.Value, metadata, file);
                else entries.Add(EntryOf(property.Name, property.Value, file));
            }
            // Where they begin orders them; of two at one place the empty one comes first.
            entries.Sort((left, right) => (left.Begin, left.End).CompareTo((right.Begin, right.End)));
            return entries;
        }
        catch (Exception failure) when (failure is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw Damaged(file, $"the header is not JSON: {failure.Message}");
        }
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata, string file)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Damaged(file, $"{Metadata} is not a JSON object");
        foreach (var word in value.EnumerateObject())
        {
            if (word.Value.ValueKind != JsonValueKind.String) throw Damaged(file, $"{Metadata}: '{word.Name}' is not a text");
            metadata[word.Name] = word.Value.GetString()!;
        }
    }

    private static Entry EntryOf(string name, JsonElement value, string file)
    {
        if (value.ValueKind != JsonValueKind.Object) throw Damaged(file, $"tensor '{name}' is not a JSON object");
        if (!value.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String) throw Damaged(file, $"tensor '{name}' has no dtype");
        var (element, bytes) = type.GetString() switch
        {
            "F32" => (StateElement.Float32, 4),
            "F64" => (StateElement.Float64, 8),
            "F16" => (StateElement.Float32, 2),
            "BF16" => (StateElement.Float32, 2),
            "I32" => (StateElement.Int32, 4),
            "I64" => (StateElement.Int64, 8),
            "U8" => (StateElement.UInt8, 1),
            var other => throw Damaged(file, $"tensor '{name}' is of type '{other}'; F64, F32, F16, BF16, I64, I32 and U8 can be read"),
        };
        var shape = Numbers(name, value, "shape", file);
        if (shape.Length > MostDimensions) throw Damaged(file, $"tensor '{name}' has {shape.Length} dimensions, more than {MostDimensions}");
        var offsets = Numbers(name, value, "data_offsets", file);
        if (offsets.Length != 2 || offsets[1] < offsets[0]) throw Damaged(file, $"tensor '{name}': data_offsets are not a begin and an end");
        var size = (Int128)bytes;
        foreach (var dimension in shape)
        {
            size *= dimension;
            if (dimension > int.MaxValue || size > MostBytes) throw Damaged(file, $"tensor '{name}' of shape [{string.Join(", ", shape)}] is too large");
        }
        if (size != offsets[1] - offsets[0])
            throw Damaged(file, $"tensor '{name}' of shape [{string.Join(", ", shape)}] needs {size} bytes, its data_offsets hold {offsets[1] - offsets[0]}");
        return new Entry(name, element, type.GetString()!, Array.ConvertAll(shape, one => (int)one), offsets[0], offsets[1]);
    }

    private static long[] Numbers(string name, JsonElement value, string key, string file)
    {
        if (!value.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array) throw Damaged(file, $"tensor '{name}' has no {key}");
        var numbers = new long[list.GetArrayLength()];
        var index = 0;
        foreach (var item in list.EnumerateArray())
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[index++]) || numbers[index - 1] < 0)
                throw Damaged(file, $"tensor '{name}': {key} holds {item.GetRawText()}, which is not a whole number from 0");
        return numbers;
    }

    private static void CheckLayout(List<Entry> entries, long available, string file)
    {
        var position = 0L;
        foreach (var entry in entries)
        {
            if (entry.End > available) throw Damaged(file, $"tensor '{entry.Name}' ends at byte {entry.End} of the numbers, but there are {available}: the file is cut");
            if (entry.Begin != position) throw Damaged(file, $"tensor '{entry.Name}' begins at byte {entry.Begin} of the numbers, but the one before it ends at {position}");
            position = entry.End;
        }
        if (position != available) throw Damaged(file, $"{available - position} bytes follow the last tensor");
    }

    private static StateTensor Load(Stream stream, Entry entry)
    {
        var bytes = new byte[entry.End - entry.Begin];
        stream.ReadExactly(bytes);
        return StateTensor.Of(entry.Element, entry.Shape, entry.Type switch
        {
            "F16" => Widened(MemoryMarshal.Cast<byte, Half>(bytes), half => (float)half),
            "BF16" => Widened(MemoryMarshal.Cast<byte, ushort>(bytes), half => BitConverter.UInt32BitsToSingle((uint)half << 16)),
            _ => bytes,
        });
    }

    private static byte[] Widened<T>(ReadOnlySpan<T> halves, Func<T, float> widen)
    {
        var bytes = new byte[halves.Length * sizeof(float)];
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        for (var i = 0; i < halves.Length; i++) values[i] = widen(halves[i]);
        return bytes;
    }

    private static InvalidDataException Damaged(string file, FormattableString reason) => new($"{file}: {FormattableString.Invariant(reason)}");

    private static InvalidDataException Damaged(string file, string reason) => new($"{file}: {reason}");

    private readonly record struct Entry(string Name, StateElement Element, string Type, int[] Shape, long Begin, long End);
}
