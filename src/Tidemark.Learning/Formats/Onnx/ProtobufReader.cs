using System.Buffers.Binary;
using System.Text;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>
/// Reads a message of Protocol Buffers field by field, without copying. Lengths are checked against what is there.
/// Source: https://protobuf.dev/programming-guides/encoding.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> message = message;
    private int position;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>How the field is written: 0 varint, 1 eight bytes, 2 with its length, 5 four bytes.</summary>
    public int Wire { get; private set; }

    /// <summary>Goes to the next field, whose value must be read or skipped.</summary>
    public bool Next()
    {
        if (position == message.Length) return false;
        var tag = Varint();
        Field = checked((int)(tag >> 3));
        Wire = (int)(tag & 7);
        if (Field == 0 || Wire is not (0 or 1 or 2 or 5)) throw Damaged("a field that cannot be");
        return true;
    }

    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position == message.Length) throw Damaged("a number is cut");
            var next = message[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged("a number of more than 10 bytes");
    }

    public long Integer() => Wire == 0 ? (long)Varint() : throw Damaged("a whole number is expected");

    public float Single() => Wire == 5 ? BinaryPrimitives.ReadSingleLittleEndian(Take(4)) : throw Damaged("a 32-bit number is expected");

    public ReadOnlySpan<byte> Bytes()
    {
        if (Wire != 2) throw Damaged("bytes with a length are expected");
        var length = Varint();
        if (length > (ulong)(message.Length - position)) throw Damaged("a field is longer than what follows");
        return Take((int)length);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>Whole numbers, one a field or packed into one.</summary>
    public void Integers(List<long> into)
    {
        if (Wire == 0)
        {
            into.Add((long)Varint());
            return;
        }
        var packed = new ProtobufReader(Bytes());
        while (packed.position < packed.message.Length) into.Add((long)packed.Varint());
    }

    /// <summary>32-bit numbers, one a field or packed into one.</summary>
    public void Singles(List<float> into)
    {
        if (Wire == 5)
        {
            into.Add(Single());
            return;
        }
        var packed = Bytes();
        if (packed.Length % 4 != 0) throw Damaged("packed numbers are cut");
        for (var i = 0; i < packed.Length; i += 4) into.Add(BinaryPrimitives.ReadSingleLittleEndian(packed[i..]));
    }

    /// <summary>64-bit numbers, one a field or packed into one.</summary>
    public void Doubles(List<double> into)
    {
        var packed = Wire == 1 ? Take(8) : Bytes();
        if (packed.Length % 8 != 0) throw Damaged("packed numbers are cut");
        for (var i = 0; i < packed.Length; i += 8) into.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed[i..]));
    }

    public void Skip()
    {
        switch (Wire)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes();
                break;
            default:
                Take(4);
                break;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > message.Length - position) throw Damaged("the file ends within a field");
        position += count;
        return message.Slice(position - count, count);
    }

    private readonly InvalidDataException Damaged(string reason) => new($"not Protocol Buffers, or damaged: {reason} (byte {position} of a message of {message.Length}, field {Field})");
}
