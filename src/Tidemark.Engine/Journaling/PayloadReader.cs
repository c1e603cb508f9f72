using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Engine.Journaling;

/// <summary>Takes a payload apart in the order in which <see cref="PayloadWriter"/> built it. Every read checks what is left.</summary>
/// <param name="payload">The bytes of one record.</param>
public ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> rest = payload;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <exception cref="InvalidDataException">The payload ends too early; so for all reads.</exception>
    public byte ReadByte() => Take(1)[0];

    public bool ReadBoolean() => ReadByte() switch
    {
        0 => false,
        1 => true,
        var other => throw new InvalidDataException($"a yes-or-no byte holds {other}"),
    };

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <exception cref="InvalidDataException">The words are no decimal.</exception>
    public decimal ReadDecimal()
    {
        var source = Take(16);
        Span<int> words = stackalloc int[4];
        for (var i = 0; i < 4; i++) words[i] = BinaryPrimitives.ReadInt32LittleEndian(source[(4 * i)..]);
        try
        {
            return new decimal(words);
        }
        catch (ArgumentException failure)
        {
            throw new InvalidDataException("16 bytes are no decimal", failure);
        }
    }

    public Instant ReadInstant() => new(ReadInt64());

    /// <exception cref="InvalidDataException">The bytes are not UTF-8.</exception>
    public string ReadText()
    {
        var bytes = Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidDataException("a text is not UTF-8", failure);
        }
    }

    public decimal? ReadOptionalDecimal() => ReadBoolean() ? ReadDecimal() : null;

    public int? ReadOptionalInt32() => ReadBoolean() ? ReadInt32() : null;

    public Price? ReadOptionalPrice() => ReadBoolean() ? new Price(ReadDecimal()) : null;

    public Instant? ReadOptionalInstant() => ReadBoolean() ? ReadInstant() : null;

    /// <summary>A value of an enum that is stored in one byte.</summary>
    /// <exception cref="InvalidDataException">The byte names none of its values.</exception>
    public TEnum ReadEnum<TEnum>() where TEnum : struct, Enum
    {
        var value = ReadByte();
        var result = System.Runtime.CompilerServices.Unsafe.BitCast<byte, TEnum>(value);
        return Enum.IsDefined(result) ? result : throw new InvalidDataException($"{value} is no {typeof(TEnum).Name}");
    }

    /// <summary>The count of a list.</summary>
    /// <exception cref="InvalidDataException">It is negative, or larger than what is left could hold.</exception>
    public int ReadCount()
    {
        var count = ReadInt32();
        return count >= 0 && count <= rest.Length ? count : throw new InvalidDataException($"a list of {count} does not fit into its record");
    }

    /// <exception cref="InvalidDataException">Bytes are left over: the payload is of another layout.</exception>
    public readonly void ExpectEnd()
    {
        if (!rest.IsEmpty) throw new InvalidDataException($"{rest.Length} bytes are left over at the end of a record");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length) throw new InvalidDataException("a record ends too early");
        var result = rest[..count];
        rest = rest[count..];
        return result;
    }
}
