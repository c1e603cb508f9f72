using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Storage.Catalog.Export;

/// <summary>
/// Writes a one-dimensional structured array in NumPy's own format, version 1.0, for <c>numpy.load(path)</c> or
/// <c>numpy.load(path, mmap_mode="r")</c>. Source: numpy.lib.format, "NPY format".
/// </summary>
internal static class NpyWriter
{
    private const int Alignment = 64;
    private const int PreambleBytes = 10;
    private const int RowsAtOnce = 8192;

    public static void Write(Stream output, int rows, IReadOnlyList<NpyColumn> columns)
    {
        WriteHeader(output, rows, columns);
        var rowBytes = columns.Sum(column => column.Width);
        var buffer = new byte[rowBytes * RowsAtOnce];
        for (var start = 0; start < rows; start += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows - start);
            var offset = 0;
            foreach (var column in columns)
            {
                var values = column.Values(start, count).Span;
                for (var row = 0; row < count; row++) values.Slice(row * column.Width, column.Width).CopyTo(buffer.AsSpan(row * rowBytes + offset));
                offset += column.Width;
            }
            output.Write(buffer, 0, count * rowBytes);
        }
    }

    private static void WriteHeader(Stream output, int rows, IReadOnlyList<NpyColumn> columns)
    {
        var fields = string.Join(", ", columns.Select(column => $"('{column.Name}', '{column.Type}')"));
        var text = $"{{'descr': [{fields}], 'fortran_order': False, 'shape': ({rows},), }}";
        var length = (PreambleBytes + text.Length + 1 + Alignment - 1) / Alignment * Alignment - PreambleBytes;
        Span<byte> preamble = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(preamble[8..], checked((ushort)length));
        output.Write(preamble);
        output.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
    }
}
