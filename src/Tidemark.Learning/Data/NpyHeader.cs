using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Data;

/// <summary>
/// What stands before the numbers of a .npy file. Source: NumPy, "numpy.lib.format", versions 1.0 to 3.0: a magic word, a version, the length of a
/// Python dictionary, and the dictionary, padded with spaces so that the numbers begin at a multiple of 64.
/// </summary>
internal sealed record NpyHeader(StateElement Element, ImmutableArray<long> Shape, long DataOffset)
{
    private const int LargestText = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of all numbers.</summary>
    public long DataLength { get; } = LengthOf(Element, Shape);

    /// <exception cref="InvalidDataException">The file is cut, no .npy file, or holds what cannot be read; the message names it.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        var read = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false);
        if (read < 10 || !start[..6].SequenceEqual(Magic)) throw new InvalidDataException($"{name} is not a .npy file");
        var version = start[6];
        if (version is < 1 or > 3) throw new InvalidDataException($"{name} is a .npy file of version {version}.{start[7]}; 1.0, 2.0 and 3.0 can be read");
        var textStart = version == 1 ? 10 : 12;
        if (version > 1 && stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false) < 2) throw new InvalidDataException($"{name} is cut within its header");
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LargestText) throw new InvalidDataException($"{name}: a header of {length} bytes is too long");
        var text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length) throw new InvalidDataException($"{name} is cut within its header");
        return Of(NpyDictionary.Parse(Encoding.UTF8.GetString(text), name), textStart + length, name);
    }

    /// <summary>The header of version 1.0, always of the same length for a number of dimensions, so that it can be written again when the rows are counted.</summary>
    public static byte[] Bytes(StateElement element, ReadOnlySpan<long> shape)
    {
        var sizes = shape.Length switch
        {
            0 => "()",
            1 => string.Create(CultureInfo.InvariantCulture, $"({shape[0]},)"),
            _ => $"({string.Join(", ", shape.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture)))})",
        };
        var text = $"{{'descr': '{TypeOf(element)}', 'fortran_order': False, 'shape': {sizes}, }}";
        var longest = text.Length - sizes.Length + 2 + 21 * shape.Length;
        var total = (10 + longest + 1 + 63) / 64 * 64;
        var bytes = new byte[total];
        bytes.AsSpan().Fill((byte)' ');
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        bytes[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(total - 10));
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static NpyHeader Of(NpyDictionary words, long dataOffset, string name)
    {
        var element = words.Type switch
        {
            "<f4" => StateElement.Float32,
            "<f8" => StateElement.Float64,
            "<i4" => StateElement.Int32,
            "<i8" => StateElement.Int64,
            "|u1" or "<u1" or "|b1" => StateElement.UInt8,
            var other => throw new InvalidDataException($"{name} holds elements of type '{other}'; <f4, <f8, <i4, <i8, |u1 and |b1 can be read"),
        };
        if (words.IsFortranOrder && words.Shape.Length > 1) throw new InvalidDataException($"{name} is stored column by column (fortran_order); save it with numpy.ascontiguousarray");
        var length = (Int128)StateTensor.SizeOf(element);
        foreach (var size in words.Shape)
        {
            length *= size;
            if (size > int.MaxValue || length > long.MaxValue / 2) throw new InvalidDataException($"{name}: the shape ({string.Join(", ", words.Shape)}) is too large");
        }
        return new NpyHeader(element, words.Shape, dataOffset);
    }

    private static string TypeOf(StateElement element) => element switch
    {
        StateElement.Float32 => "<f4",
        StateElement.Float64 => "<f8",
        StateElement.Int32 => "<i4",
        StateElement.Int64 => "<i8",
        _ => "|u1",
    };

    private static long LengthOf(StateElement element, ImmutableArray<long> shape) => shape.Aggregate((long)StateTensor.SizeOf(element), (product, size) => product * size);
}
