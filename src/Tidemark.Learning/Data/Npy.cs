using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;

namespace Tidemark.Learning.Data;

/// <summary>Arrays as .npy files of NumPy, C order, little-endian; for what fits into memory. Larger tables are written by <see cref="NpyRowWriter"/> and read by <see cref="MappedFeatures"/>.</summary>
public static class Npy
{
    /// <summary>Writes an array; the file appears whole or not at all.</summary>
    public static void Write(string path, StateTensor array) => WholeFile.Write(path, stream => Write(stream, array));

    /// <summary>Writes an array.</summary>
    public static void Write(Stream stream, StateTensor array)
    {
        stream.Write(NpyHeader.Bytes(array.Element, array.Shape.Select(size => (long)size).ToArray()));
        stream.Write(array.Bytes.Span);
    }

    /// <summary>Reads an array.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, cut, or of a type that is not known; the message names the place.</exception>
    public static StateTensor Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads an array.</summary>
    /// <param name="stream">From its position to its end; must know its length.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static StateTensor Read(Stream stream, string name)
    {
        var start = stream.Position;
        var header = NpyHeader.Read(stream, name);
        CheckLength(header, stream.Length - start, name);
        if (header.DataLength > Array.MaxLength) throw new InvalidDataException($"{name} holds {header.DataLength} bytes, too many to read at once");
        var bytes = new byte[header.DataLength];
        stream.ReadExactly(bytes);
        return StateTensor.Of(header.Element, header.Shape.Select(size => (int)size).ToArray(), bytes);
    }

    internal static void CheckLength(NpyHeader header, long length, string name)
    {
        var expected = header.DataOffset + header.DataLength;
        if (length != expected)
            throw new InvalidDataException($"{name} is {length} bytes long; its shape ({string.Join(", ", header.Shape)}) needs {expected}: it {(length < expected ? "is cut" : "has more at its end")}");
    }
}
