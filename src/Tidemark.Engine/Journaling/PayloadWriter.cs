using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Engine.Journaling;

/// <summary>
/// Builds the payload of one record after another in one buffer that is kept, so that encoding allocates nothing. Everything is
/// little-endian; see <c>docs/journal-format.md</c>.
/// </summary>
public sealed class PayloadWriter
{
    private byte[] buffer = new byte[512];
    private int length;

    /// <summary>What was written since <see cref="Clear"/>; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Clear() => length = 0;

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void WriteUInt128(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Take(16), value);

    /// <summary>The IEEE 754 bits, so that NaN and negative zero come back as they were.</summary>
    public void WriteDouble(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    /// <summary>The four 32-bit words of a decimal: low, middle and high mantissa, then sign and scale.</summary>
    public void WriteDecimal(decimal value)
    {
        Span<int> words = stackalloc int[4];
        decimal.GetBits(value, words);
        var target = Take(16);
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteInt32LittleEndian(target[(4 * i)..], words[i]);
    }

    public void WriteInstant(Instant value) => WriteInt64(value.Nanoseconds);

    /// <summary>The count of UTF-8 bytes in 16 bits, then the bytes.</summary>
    /// <exception cref="ArgumentException">The text has more than 65,535 bytes.</exception>
    public void WriteText(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        if (count > ushort.MaxValue) throw new ArgumentException($"a text of {count} bytes does not fit into a journal record");
        var target = Take(2 + count);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)count);
        Encoding.UTF8.GetBytes(value, target[2..]);
    }

    /// <summary>A byte that says whether a value follows, then the value.</summary>
    public void WriteOptional(decimal? value)
    {
        WriteBoolean(value.HasValue);
        if (value is { } present) WriteDecimal(present);
    }

    /// <inheritdoc cref="WriteOptional(decimal?)"/>
    public void WriteOptional(Price? value) => WriteOptional(value?.Value);

    /// <inheritdoc cref="WriteOptional(decimal?)"/>
    public void WriteOptional(int? value)
    {
        WriteBoolean(value.HasValue);
        if (value is { } present) WriteInt32(present);
    }

    /// <inheritdoc cref="WriteOptional(decimal?)"/>
    public void WriteOptional(Instant? value)
    {
        WriteBoolean(value.HasValue);
        if (value is { } present) WriteInstant(present);
    }

    private Span<byte> Take(int count)
    {
        if (length + count > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + count));
        var result = buffer.AsSpan(length, count);
        length += count;
        return result;
    }
}
