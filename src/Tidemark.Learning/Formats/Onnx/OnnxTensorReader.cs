using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Reads the numbers of an ONNX file: as raw bytes or as lists, of any width, into floats or whole numbers.</summary>
internal static class OnnxTensorReader
{
    private const int MostDimensions = 16;

    public static (string Name, OnnxTensor Tensor) Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var (dims, integers, singles, doubles) = (new List<long>(), new List<long>(), new List<float>(), new List<double>());
        var raw = ReadOnlySpan<byte>.Empty;
        var (name, type, isRaw) = ("", 0L, false);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.Integers(dims);
                    break;
                case 2:
                    type = reader.Integer();
                    break;
                case 4:
                    reader.Singles(singles);
                    break;
                case 5 or 7:
                    reader.Integers(integers);
                    break;
                case 8:
                    name = reader.Text();
                    break;
                case 9:
                    raw = reader.Bytes();
                    isRaw = true;
                    break;
                case 10:
                    reader.Doubles(doubles);
                    break;
                case 13:
                    throw new InvalidDataException($"the numbers of '{name}' lie in another file (external data); save the model as one file");
                default:
                    reader.Skip();
                    break;
            }
        }
        var element = Enum.IsDefined((OnnxElement)type) ? (OnnxElement)type : OnnxElement.Unknown;
        if (element == OnnxElement.Unknown) throw new InvalidDataException($"the constant '{name}' is of an element type that is not supported (number {type} of ONNX)");
        var count = 1L;
        foreach (var size in dims)
            if (size is < 0 or > int.MaxValue || dims.Count > MostDimensions || (count *= size) > int.MaxValue / 8) throw new InvalidDataException($"the constant '{name}' has the impossible shape [{string.Join(", ", dims)}]");
        var tensor = new OnnxTensor(element, [.. dims.Select(size => (int)size)]);
        tensor = OnnxTensor.IsFloat(element)
            ? tensor with { Floats = isRaw ? RawFloats(element, raw) : Floats(element, singles, doubles, integers) }
            : tensor with { Integers = isRaw ? RawIntegers(element, raw) : [.. integers] };
        if (tensor.Count != count) throw new InvalidDataException($"the constant '{name}' of shape [{string.Join(", ", dims)}] holds {tensor.Count} numbers");
        return (name, tensor);
    }

    private static float[] Floats(OnnxElement element, List<float> singles, List<double> doubles, List<long> integers) => element switch
    {
        OnnxElement.Double => [.. doubles.Select(value => (float)value)],
        OnnxElement.Float16 => [.. integers.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))],
        OnnxElement.BFloat16 => [.. integers.Select(bits => BitConverter.UInt32BitsToSingle((uint)(ushort)bits << 16))],
        _ => [.. singles],
    };

    private static float[] RawFloats(OnnxElement element, ReadOnlySpan<byte> raw) => element switch
    {
        OnnxElement.Double => Converted<double, float>(raw, value => (float)value),
        OnnxElement.Float16 => Converted<Half, float>(raw, value => (float)value),
        OnnxElement.BFloat16 => Converted<ushort, float>(raw, bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)),
        _ => Converted<float, float>(raw, value => value),
    };

    private static long[] RawIntegers(OnnxElement element, ReadOnlySpan<byte> raw) => element switch
    {
        OnnxElement.Int32 => Converted<int, long>(raw, value => value),
        OnnxElement.Int8 => Converted<sbyte, long>(raw, value => value),
        OnnxElement.UInt8 or OnnxElement.Boolean => Converted<byte, long>(raw, value => value),
        _ => Converted<long, long>(raw, value => value),
    };

    private static TTo[] Converted<TFrom, TTo>(ReadOnlySpan<byte> raw, Func<TFrom, TTo> convert) where TFrom : unmanaged
    {
        var size = Unsafe.SizeOf<TFrom>();
        if (raw.Length % size != 0) throw new InvalidDataException($"{raw.Length} bytes of a constant are not whole numbers of {size}");
        var result = new TTo[raw.Length / size];
        for (var i = 0; i < result.Length; i++) result[i] = convert(MemoryMarshal.Read<TFrom>(raw[(i * size)..]));
        return result;
    }
}
