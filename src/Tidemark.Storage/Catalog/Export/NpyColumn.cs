using System.Runtime.InteropServices;

namespace Tidemark.Storage.Catalog.Export;

/// <summary>One field of a structured NumPy array.</summary>
/// <param name="Name">Field name.</param>
/// <param name="Type">NumPy type text, little-endian.</param>
/// <param name="Width">Bytes a value.</param>
/// <param name="Values">The values as bytes; copied a piece at a time into the rows.</param>
internal sealed record NpyColumn(string Name, string Type, int Width, Func<int, int, ReadOnlyMemory<byte>> Values)
{
    public static NpyColumn Times(string name, ReadOnlyMemory<long> values) => new(name, "<M8[ns]", 8, (start, count) => MemoryMarshal.AsBytes(values.Span.Slice(start, count)).ToArray());

    public static NpyColumn Longs(string name, ReadOnlyMemory<long> values) => new(name, "<i8", 8, (start, count) => MemoryMarshal.AsBytes(values.Span.Slice(start, count)).ToArray());

    public static NpyColumn Doubles(string name, ReadOnlyMemory<double> values) => new(name, "<f8", 8, (start, count) => MemoryMarshal.AsBytes(values.Span.Slice(start, count)).ToArray());

    public static NpyColumn Bytes(string name, ReadOnlyMemory<byte> values) => new(name, "|u1", 1, values.Slice);
}
