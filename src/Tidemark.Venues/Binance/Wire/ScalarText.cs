namespace Tidemark.Venues.Binance.Wire;

/// <summary>Passes over text, numbers and words of JSON, checking that they are.</summary>
internal static class ScalarText
{
    /// <param name="text">From the first letter of the value on.</param>
    /// <param name="first">That letter.</param>
    /// <param name="taken">How many bytes the value has; at a fault, where it is.</param>
    public static WireFault Skip(ReadOnlySpan<byte> text, byte first, out int taken) => first switch
    {
        (byte)'"' => SkipText(text, out taken),
        (byte)'t' => SkipWord(text, "true"u8, out taken),
        (byte)'f' => SkipWord(text, "false"u8, out taken),
        (byte)'n' => SkipWord(text, "null"u8, out taken),
        _ => SkipNumber(text, out taken),
    };

    private static WireFault SkipText(ReadOnlySpan<byte> text, out int taken)
    {
        for (taken = 1; taken < text.Length; taken++)
        {
            var letter = text[taken];
            if (letter == '"')
            {
                taken++;
                return WireFault.None;
            }
            if (letter < ' ') return WireFault.NotJson;
            if (letter != '\\') continue;
            if (++taken == text.Length) break;
            if (text[taken] == 'u')
            {
                for (var digit = 0; digit < 4; digit++)
                {
                    if (++taken == text.Length) return WireFault.Truncated;
                    if (!char.IsAsciiHexDigit((char)text[taken])) return WireFault.NotJson;
                }
            }
            else if (!"\"\\/bfnrt"u8.Contains(text[taken]))
            {
                return WireFault.NotJson;
            }
        }
        return WireFault.Truncated;
    }

    private static WireFault SkipWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, out int taken)
    {
        taken = text.CommonPrefixLength(word);
        return taken == word.Length ? WireFault.None : taken == text.Length ? WireFault.Truncated : WireFault.NotJson;
    }

    private static WireFault SkipNumber(ReadOnlySpan<byte> text, out int taken)
    {
        taken = 0;
        if (text[0] == '-') taken++;
        var from = taken;
        var fault = SkipDigits(text, ref taken);
        if (fault != WireFault.None) return fault;
        if (text[from] == '0' && taken > from + 1) return WireFault.NotJson;
        if (taken < text.Length && text[taken] == '.')
        {
            taken++;
            fault = SkipDigits(text, ref taken);
            if (fault != WireFault.None) return fault;
        }
        if (taken == text.Length || text[taken] is not ((byte)'e' or (byte)'E')) return WireFault.None;
        taken++;
        if (taken < text.Length && text[taken] is (byte)'+' or (byte)'-') taken++;
        return SkipDigits(text, ref taken);
    }

    private static WireFault SkipDigits(ReadOnlySpan<byte> text, ref int taken)
    {
        var from = taken;
        while (taken < text.Length && text[taken] is >= (byte)'0' and <= (byte)'9') taken++;
        return taken > from ? WireFault.None : taken == text.Length ? WireFault.Truncated : WireFault.NotJson;
    }
}
