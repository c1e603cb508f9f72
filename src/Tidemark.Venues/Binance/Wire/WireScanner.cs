using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>
/// Reads one JSON text front to back, without copies: what a parser asks for is read where it stands, the rest is checked and passed over.
/// The text is taken for UTF-8, which sockets check. Nothing is thrown: a method that returns false has left the reason in <see cref="Fault"/>.
/// </summary>
internal ref struct WireScanner(ReadOnlySpan<byte> message)
{
    private const int MostDepth = 60;

    private static readonly long[] FixedPowers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    private readonly ReadOnlySpan<byte> text = message;
    private readonly ref byte start = ref MemoryMarshal.GetReference(message);
    private readonly int length = message.Length;
    private int position;
    private bool isWrapped;
    private bool needsComma;

    public WireFault Fault { get; private set; }

    /// <summary>The field that is being read.</summary>
    public uint Key { get; private set; }

    /// <summary>The byte that is read next.</summary>
    public readonly int Position => position;

    public readonly WireResult Result => new(Fault, Key, position);

    /// <summary>Goes into the object of the message: into <c>data</c> where a combined stream has wrapped it.</summary>
    /// <param name="stream">The name of the stream in the wrapper, where it stands before the data.</param>
    public bool Enter(out ReadOnlySpan<byte> stream)
    {
        stream = default;
        if (!TryTake((byte)'{')) return Fail(position < length ? WireFault.NotJson : WireFault.Truncated);
        var before = position;
        if (!TryNextKey(out var name))
        {
            // An empty object ends where its fields are asked for, not here.
            position = before;
            return Fault == WireFault.None;
        }
        if (!name.SequenceEqual("stream"u8) && Key != WireKey.Data)
        {
            (position, needsComma) = (before, false);
            return true;
        }
        isWrapped = true;
        while (Key != WireKey.Data)
        {
            if (name.SequenceEqual("stream"u8) ? !TryReadText(out stream) : !SkipValue()) return false;
            if (!TryNextKey(out name)) return Fault == WireFault.None && Missing(WireKey.Data);
        }
        needsComma = false;
        return TryTake((byte)'{') || Fail(position < length ? WireFault.WrongType : WireFault.Truncated);
    }

    /// <summary>After the end of the message's object: nothing else may follow.</summary>
    public bool Leave()
    {
        if (Fault != WireFault.None) return false;
        if (isWrapped)
        {
            needsComma = true;
            while (TryNextKey(out _))
            {
                if (Key == WireKey.Data) return Fail(WireFault.DuplicateField);
                if (!SkipValue()) return false;
            }
            if (Fault != WireFault.None) return false;
        }
        SkipSpace();
        Key = 0;
        return position == length || Fail(WireFault.NotJson);
    }

    /// <summary>Goes into an object that is the value of the field.</summary>
    public bool EnterObject()
    {
        needsComma = false;
        return TryTake((byte)'{') || FailType();
    }

    /// <summary>Takes up the fields behind an object that has ended.</summary>
    public void LeaveObject() => needsComma = true;

    /// <summary>Goes into an array that is the value of the field; it is empty when the next letter is its end.</summary>
    public bool EnterArray() => TryTake((byte)'[') || FailType();

    /// <summary>The next field of the object; false at its end, and at a fault.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNextKey()
    {
        // ,"e": is what venues write.
        if (needsComma && position + 5 <= length && At(0) == ',' && At(1) == '"' && IsLetter(At(2)) && At(3) == '"' && At(4) == ':')
        {
            Key = At(2);
            position += 5;
            return true;
        }
        return TryNextKey(out _);
    }

    /// <summary>Takes a letter, and blanks before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte letter)
    {
        if (position < length && At(0) == letter)
        {
            position++;
            return true;
        }
        return TryTakeBehindSpace(letter);
    }

    /// <summary>Text in quotes, as it stands.</summary>
    public bool TryReadText(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryTake((byte)'"')) return FailType();
        var from = position;
        for (var i = position; i < length; i++)
        {
            var letter = Unsafe.Add(ref start, i);
            if (letter == '"')
            {
                value = text[from..i];
                position = i + 1;
                return true;
            }
            if (letter == '\\') return Fail(WireFault.Escaped);
            if (letter < ' ') return Fail(WireFault.NotJson);
        }
        position = length;
        return Fail(WireFault.Truncated);
    }

    /// <summary>A whole number that is not negative.</summary>
    public bool TryReadWhole(out long value)
    {
        value = 0;
        SkipSpace();
        if (position >= length) return Fail(WireFault.Truncated);
        if (!IsDigit(At(0))) return Fail(At(0) == '-' ? WireFault.Negative : WireFault.WrongType);
        var from = position;
        if (position + 16 <= length)
        {
            var first = DigitText.Load(ref Unsafe.Add(ref start, position), out var count);
            value = DigitText.Join(first, count);
            position += count;
            if (count == 8)
            {
                var second = DigitText.Load(ref Unsafe.Add(ref start, position), out count);
                if (count == 8) value = value * 100_000_000 + DigitText.Join(second);
                else if (count > 0) value = value * FixedPowers[count] + DigitText.Join(second, count);
                position += count;
            }
        }
        for (; position < length && IsDigit(At(0)); position++)
        {
            var digit = At(0) - '0';
            if (value > (long.MaxValue - digit) / 10) return Fail(WireFault.TooLarge);
            value = value * 10 + digit;
        }
        if (position > from + 1 && Unsafe.Add(ref start, from) == '0') return Fail(WireFault.NotJson);
        return position < length && At(0) is (byte)'.' or (byte)'e' or (byte)'E' ? Fail(WireFault.WrongType) : EndOfLiteral();
    }

    /// <summary>true or false.</summary>
    public bool TryReadFlag(out bool value)
    {
        value = false;
        SkipSpace();
        var rest = text[position..];
        if (rest.StartsWith("false"u8)) position += 5;
        else if (rest.StartsWith("true"u8)) (position, value) = (position + 4, true);
        else return Fail(position < length ? WireFault.WrongType : WireFault.Truncated);
        return EndOfLiteral();
    }

    /// <summary>A number in quotes, exactly.</summary>
    public bool TryReadNumber(out FixedNumber value)
    {
        if (!TryReadParts(out var whole, out var fraction, out var decimals)) return TryReadAnyNumber(out value);
        value = decimals == 0 ? new FixedNumber(whole, 0) : new FixedNumber(whole * FixedPowers[decimals] + DigitText.Join(fraction, decimals), decimals);
        return true;
    }

    /// <summary>A number in quotes as the nearest double: the same that its text gives, however many digits it has.</summary>
    public bool TryReadDouble(out double value)
    {
        if (TryReadParts(out var whole, out var fraction, out var decimals))
        {
            // At most fifteen digits: exact, and so is the quotient to the last bit.
            value = decimals == 0 ? whole : (whole * FixedPowers[decimals] + DigitText.Join(fraction, decimals)) / (double)FixedPowers[decimals];
            return true;
        }
        value = 0;
        if (!TryReadText(out var number)) return false;
        var shape = NumberText.Shape(number);
        if (shape != WireFault.None) return Fail(shape);
        return (Utf8Parser.TryParse(number, out value, out var taken) && taken == number.Length && double.IsFinite(value)) || Fail(WireFault.TooLarge);
    }

    /// <summary>A number in quotes as steps of a grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadSteps(in FixedGrid grid, out long steps)
    {
        var from = position;
        if (grid.IsFast && TryReadParts(out var whole, out var fraction, out _) && (fraction & ~grid.FractionMask) == 0)
        {
            steps = whole * grid.Power + DigitText.Join((fraction & grid.FractionMask) << grid.FractionShift);
            if (grid.Units == 1) return true;
            (steps, var between) = Math.DivRem(steps, grid.Units);
            if (between == 0) return true;
        }
        position = from;
        return TryReadAnySteps(grid, out steps);
    }

    /// <summary>Passes over a value of any kind, checking that it is JSON.</summary>
    public bool SkipValue()
    {
        // One bit a level: whether it is an object.
        var (kinds, depth) = (0UL, 0);
        while (true)
        {
            SkipSpace();
            if (position >= length) return Fail(WireFault.Truncated);
            var letter = At(0);
            if (letter is (byte)'{' or (byte)'[')
            {
                if (++depth > MostDepth) return Fail(WireFault.TooDeep);
                kinds = (kinds << 1) | (letter == '{' ? 1UL : 0UL);
                position++;
                if (!TryTake((byte)(letter + 2)))
                {
                    if (letter == '{' && !SkipName()) return false;
                    continue;
                }
                (depth, kinds) = (depth - 1, kinds >> 1);
            }
            else if (!SkipScalar(letter))
            {
                return false;
            }
            while (depth > 0 && !TryTake((byte)','))
            {
                if (!TryTake((byte)((kinds & 1) != 0 ? '}' : ']'))) return Fail(position < length ? WireFault.NotJson : WireFault.Truncated);
                (depth, kinds) = (depth - 1, kinds >> 1);
            }
            if (depth == 0) break;
            if ((kinds & 1) != 0 && !SkipName()) return false;
        }
        return true;
    }

    /// <summary>Whether the field has not been there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFirst(ref ulong seen)
    {
        var bit = WireKey.Bit(Key);
        if ((seen & bit) != 0) return Fail(WireFault.DuplicateField);
        seen |= bit;
        return true;
    }

    /// <summary>The name of the event, which must be this one.</summary>
    public bool TryReadName(ReadOnlySpan<byte> expected) => TryReadText(out var name) && (name.SequenceEqual(expected) || Fail(WireFault.OtherKind));

    /// <summary>A time of the venue.</summary>
    public bool TryReadTime(out Instant time)
    {
        time = default;
        return TryReadWhole(out var value) && (EventClock.TryRead(value, out time) || Fail(WireFault.TooLarge));
    }

    /// <summary>Leaves a reason.</summary>
    public bool Fail(WireFault fault)
    {
        Fault = fault;
        return false;
    }

    /// <summary>A field is missing.</summary>
    public bool Missing(uint key)
    {
        Key = key;
        return Fail(WireFault.MissingField);
    }

    /// <summary>The next field by its whole name.</summary>
    public bool TryNextKey(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (TryTake((byte)'}')) return false;
        if (needsComma && !TryTake((byte)',')) return Fail(position < length ? WireFault.NotJson : WireFault.Truncated);
        needsComma = true;
        Key = 0;
        SkipSpace();
        if (position >= length) return Fail(WireFault.Truncated);
        if (At(0) != '"') return Fail(WireFault.NotJson);
        if (!TryReadText(out name)) return false;
        if (!TryTake((byte)':')) return Fail(position < length ? WireFault.NotJson : WireFault.Truncated);
        Key = WireKey.Pack(name);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte At(int ahead) => Unsafe.Add(ref start, position + ahead);

    private static bool IsDigit(byte letter) => (uint)(letter - '0') <= 9;

    private static bool IsLetter(byte letter) => (uint)((letter | 0x20) - 'a') <= 'z' - 'a';

    /// <summary>A number in quotes of at most seven digits before and eight behind the point, which nearly all are.</summary>
    /// <param name="whole">The number before the point.</param>
    /// <param name="fraction">The values of the digits behind it, the first in the lowest byte, zeros behind the last.</param>
    /// <param name="decimals">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadParts(out long whole, out ulong fraction, out int decimals)
    {
        (whole, fraction, decimals) = (0, 0, 0);
        if (position + 20 > length || At(0) != '"') return false;
        var values = DigitText.Load(ref Unsafe.Add(ref start, position + 1), out var count);
        if (count is 0 or 8) return false;
        whole = DigitText.Join(values, count);
        var end = position + 1 + count;
        if (Unsafe.Add(ref start, end) == '.')
        {
            fraction = DigitText.Load(ref Unsafe.Add(ref start, end + 1), out decimals);
            if (decimals == 0) return false;
            fraction &= ulong.MaxValue >> (64 - 8 * decimals);
            end += 1 + decimals;
        }
        if (Unsafe.Add(ref start, end) != '"') return false;
        position = end + 1;
        return true;
    }

    private bool TryReadAnyNumber(out FixedNumber value)
    {
        value = default;
        if (!TryReadText(out var number)) return false;
        var fault = NumberText.Read(number, out value);
        return fault == WireFault.None || Fail(fault);
    }

    private bool TryReadAnySteps(in FixedGrid grid, out long steps)
    {
        steps = 0;
        if (!TryReadAnyNumber(out var number)) return false;
        var fault = grid.TryCount(number, out steps);
        return fault == WireFault.None || Fail(fault);
    }

    private bool FailType() => Fail(position < length ? WireFault.WrongType : WireFault.Truncated);

    private bool TryTakeBehindSpace(byte letter)
    {
        SkipSpace();
        if (position >= length || At(0) != letter) return false;
        position++;
        return true;
    }

    private void SkipSpace()
    {
        while (position < length && At(0) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') position++;
    }

    private bool SkipName()
    {
        SkipSpace();
        if (position >= length) return Fail(WireFault.Truncated);
        return (At(0) == '"' ? SkipScalar((byte)'"') : Fail(WireFault.NotJson)) && (TryTake((byte)':') || Fail(position < length ? WireFault.NotJson : WireFault.Truncated));
    }

    private bool SkipScalar(byte letter)
    {
        var fault = ScalarText.Skip(text[position..], letter, out var taken);
        position += taken;
        return fault == WireFault.None || Fail(fault);
    }

    /// <summary>Whether a number or a word has ended, not gone over into something else.</summary>
    private bool EndOfLiteral()
    {
        if (position >= length) return Fail(WireFault.Truncated);
        return At(0) is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' || Fail(WireFault.NotJson);
    }
}
