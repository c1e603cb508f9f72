using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Writes a message of Protocol Buffers. Source: https://protobuf.dev/programming-guides/encoding.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public void Integer(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    public void Single(int field, float value)
    {
        Varint((ulong)field << 3 | 5);
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)bytes.Length);
        buffer.Write(bytes);
    }

    /// <summary>A text; nothing where it is empty, as the format has it.</summary>
    public void Text(int field, string text)
    {
        if (text.Length > 0) Element(field, text);
    }

    /// <summary>A text of a list, which is written even where it is empty.</summary>
    public void Element(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.Written);
    }

    private void Varint(ulong value)
    {
        var span = buffer.GetSpan(10);
        var count = 0;
        while (value >= 0x80)
        {
            span[count++] = (byte)(value | 0x80);
            value >>= 7;
        }
        span[count++] = (byte)value;
        buffer.Advance(count);
    }
}
