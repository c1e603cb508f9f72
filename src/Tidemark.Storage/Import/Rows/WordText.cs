using System.Globalization;

namespace Tidemark.Storage.Import.Rows;

/// <summary>Reads the words of trade files.</summary>
internal static class WordText
{
    /// <summary>The side of the taker: buy or sell, b or s, bid or ask, in any case. Empty text and <c>unknown</c> are no side.</summary>
    public static bool TrySide(ReadOnlySpan<byte> text, out byte aggressor)
    {
        Span<byte> lower = stackalloc byte[8];
        aggressor = 0;
        if (text.Length > lower.Length) return false;
        for (var i = 0; i < text.Length; i++) lower[i] = (byte)(text[i] is >= (byte)'A' and <= (byte)'Z' ? text[i] | 0x20 : text[i]);
        lower = lower[..text.Length];
        if (lower.SequenceEqual("buy"u8) || lower.SequenceEqual("b"u8) || lower.SequenceEqual("bid"u8)) aggressor = TradeColumns.EncodeAggressor(Side.Buy);
        else if (lower.SequenceEqual("sell"u8) || lower.SequenceEqual("s"u8) || lower.SequenceEqual("ask"u8)) aggressor = TradeColumns.EncodeAggressor(Side.Sell);
        else return lower.IsEmpty || lower.SequenceEqual("unknown"u8);
        return true;
    }

    /// <summary>Whether the buyer was the maker; then the taker sold.</summary>
    public static bool TryBuyerIsMaker(ReadOnlySpan<byte> text, out byte aggressor)
    {
        var isMaker = text.Length == 4 && text[0] is (byte)'t' or (byte)'T' && text[1..].SequenceEqual("rue"u8) || text.SequenceEqual("TRUE"u8) || text.SequenceEqual("1"u8);
        var isTaker = text.Length == 5 && text[0] is (byte)'f' or (byte)'F' && text[1..].SequenceEqual("alse"u8) || text.SequenceEqual("FALSE"u8) || text.SequenceEqual("0"u8);
        aggressor = TradeColumns.EncodeAggressor(isMaker ? Side.Sell : Side.Buy);
        return isMaker || isTaker;
    }

    /// <summary>A whole number from 0; other ids (such as those of BitMEX) cannot be stored and count as none.</summary>
    public static bool ReadTradeId(ReadOnlySpan<byte> text, out long id)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id)) id = 0;
        return true;
    }
}
