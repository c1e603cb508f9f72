namespace Tidemark.Venues.Binance.Wire;

/// <summary>Reads plain decimal numbers of any length, letter by letter: the slow way beside <see cref="DigitText"/>.</summary>
internal static class NumberText
{
    /// <summary>Reads a number. Zeros at the end do not count, however many there are.</summary>
    public static WireFault Read(ReadOnlySpan<byte> text, out FixedNumber value)
    {
        value = default;
        var shape = Shape(text);
        if (shape != WireFault.None) return shape;
        var (digits, decimals, zeros, isBehindPoint) = (0L, 0, 0, false);
        foreach (var letter in text)
        {
            if (letter == '.')
            {
                isBehindPoint = true;
                continue;
            }
            if (isBehindPoint && letter == '0')
            {
                // Zeros behind the point count only when another digit follows.
                zeros++;
                continue;
            }
            for (; zeros > 0; zeros--, decimals++)
                if (!TryAppend(ref digits, 0)) return WireFault.TooLarge;
            if (!TryAppend(ref digits, letter - '0')) return WireFault.TooLarge;
            if (isBehindPoint) decimals++;
        }
        if (decimals > FixedNumber.MostDecimals) return WireFault.TooManyDigits;
        value = new FixedNumber(digits, decimals);
        return WireFault.None;
    }

    /// <summary>Whether the text is digits with at most one point between them.</summary>
    public static WireFault Shape(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return WireFault.NotANumber;
        if (text[0] == '-') return Shape(text[1..]) == WireFault.None ? WireFault.Negative : WireFault.NotANumber;
        var points = 0;
        foreach (var letter in text)
        {
            if (letter == '.') points++;
            else if (letter is < (byte)'0' or > (byte)'9') return WireFault.NotANumber;
        }
        return points > 1 || text[0] == '.' || text[^1] == '.' ? WireFault.NotANumber : WireFault.None;
    }

    private static bool TryAppend(ref long digits, int digit)
    {
        if (digits > (long.MaxValue - digit) / 10) return false;
        digits = digits * 10 + digit;
        return true;
    }
}
