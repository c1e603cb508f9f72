namespace Tidemark.Storage.Books;

/// <summary>A number as it is written: whole digits and how many of them stand behind the point, without zeros at the end.</summary>
internal readonly record struct FeedNumber(long Digits, int Decimals)
{
    private const int MostDecimals = 15;

    /// <exception cref="FormatException">The text is not a plain decimal number, or has too many digits.</exception>
    public static FeedNumber Parse(ReadOnlySpan<byte> text)
    {
        long digits = 0;
        var (decimals, zeros, isBehindPoint, any) = (0, 0, false, false);
        foreach (var letter in text)
        {
            if (letter == '.' && !isBehindPoint)
            {
                isBehindPoint = true;
                continue;
            }
            if (letter is < (byte)'0' or > (byte)'9') throw Unreadable(text);
            any = true;
            if (isBehindPoint && letter == '0')
            {
                // Zeros behind the point count only when another digit follows.
                zeros++;
                continue;
            }
            for (; zeros > 0; zeros--, decimals++) digits = Append(digits, 0, text);
            digits = Append(digits, letter - '0', text);
            if (isBehindPoint) decimals++;
        }
        if (!any || decimals > MostDecimals) throw Unreadable(text);
        return new FeedNumber(digits, decimals);
    }

    /// <summary>The same number with more digits behind the point.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public long At(int decimals)
    {
        var result = Digits;
        for (var missing = decimals - Decimals; missing > 0; missing--) result = checked(result * 10);
        return result;
    }

    private static long Append(long digits, int digit, ReadOnlySpan<byte> text) =>
        digits > (long.MaxValue - digit) / 10 ? throw Unreadable(text) : digits * 10 + digit;

    private static FormatException Unreadable(ReadOnlySpan<byte> text) => new($"'{System.Text.Encoding.UTF8.GetString(text)}' is not a plain decimal number of at most 18 digits");
}
