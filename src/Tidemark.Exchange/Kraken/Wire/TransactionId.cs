using System.Numerics;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>
/// Ids in the venue's form, such as <c>OUF4EM-FRGI2-MQMWZD</c>: a letter for the kind, and 80 bits that name the market and the number there.
/// They look like chance, but the number can be read back from them.
/// </summary>
internal static class TransactionId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 19;
    private const ulong Factor = 0x9E3779B97F4A7C15;
    private const int MarketBits = 12;

    public static string OfOrder(int market, long order) => Write('O', market, order);

    public static string OfTrade(int market, long trade, bool isMaker) => Write('T', market, trade * 2 + (isMaker ? 1 : 0));

    public static string OfLedger(int market, long entry) => Write('L', market, entry);

    public static bool TryReadOrder(string text, out int market, out long order) => TryRead('O', text, out market, out order);

    public static bool TryReadTrade(string text, out int market, out long trade, out bool isMaker)
    {
        var isRead = TryRead('T', text, out market, out var number);
        (trade, isMaker) = (number / 2, number % 2 == 1);
        return isRead;
    }

    private static string Write(char kind, int market, long number)
    {
        var mixed = Mix(((ulong)number << MarketBits) | (uint)market);
        // The last two letters repeat a part, so that not every text of this form is an id.
        var check = (uint)(mixed >> 32) ^ (uint)mixed ^ kind;
        Span<char> letters = stackalloc char[16];
        letters[0] = kind;
        for (var i = 1; i < 14; i++, mixed >>= 5) letters[i] = Letters[(int)(mixed & 31)];
        letters[14] = Letters[(int)(check & 31)];
        letters[15] = Letters[(int)((check >> 5) & 31)];
        return $"{letters[..6]}-{letters[6..11]}-{letters[11..]}{Letters[(int)((check >> 10) & 31)]}";
    }

    private static bool TryRead(char kind, string text, out int market, out long number)
    {
        (market, number) = (0, 0);
        if (text.Length != Length || text[0] != kind) return false;
        var plain = text.Replace("-", "", StringComparison.Ordinal);
        if (plain.Length != 17) return false;
        ulong mixed = 0;
        for (var i = 13; i > 0; i--)
        {
            var digit = Letters.IndexOf(plain[i], StringComparison.Ordinal);
            if (digit < 0) return false;
            mixed = (mixed << 5) | (uint)digit;
        }
        var value = Unmix(mixed);
        (market, number) = ((int)(value & ((1 << MarketBits) - 1)), (long)(value >> MarketBits));
        return Write(kind, market, number) == text;
    }

    private static ulong Mix(ulong value) => BitOperations.RotateLeft(value * Factor, 32) * Factor;

    private static ulong Unmix(ulong value) => BitOperations.RotateRight(value * Inverse(), 32) * Inverse();

    /// <summary>By Newton's method: each round doubles the bits that are right.</summary>
    private static ulong Inverse()
    {
        var inverse = Factor;
        for (var round = 0; round < 5; round++) inverse *= 2 - Factor * inverse;
        return inverse;
    }
}
