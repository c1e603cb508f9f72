namespace Tidemark.Venues.Binance.Wire;

/// <summary>
/// The name of a field of up to four letters as one number, its first letter lowest. Hot streams name their fields with one or two letters;
/// longer names count as 0, which no parser asks for.
/// </summary>
internal static class WireKey
{
    private const int MostLetters = 4;

    public const uint Previous = 'p' | ((uint)'u' << 8);

    /// <summary>The wrapper of a combined stream.</summary>
    public const uint Data = 'd' | ((uint)'a' << 8) | ((uint)'t' << 16) | ((uint)'a' << 24);

    public static uint Pack(ReadOnlySpan<byte> name)
    {
        if (name.Length > MostLetters) return 0;
        var key = 0u;
        for (var i = name.Length - 1; i >= 0; i--) key = (key << 8) | name[i];
        return key;
    }

    public static string Name(uint key)
    {
        var name = "";
        for (; key != 0; key >>= 8) name += (char)(key & 0xFF);
        return name;
    }

    /// <summary>The place of a field in a set of fields: letters have one each, <c>pu</c> has the first.</summary>
    public static ulong Bit(uint key) => key == Previous ? 1 : 1UL << (int)(key & 63);

    /// <summary>The field of the lowest place in a set.</summary>
    public static uint Lowest(ulong set)
    {
        var place = System.Numerics.BitOperations.TrailingZeroCount(set);
        return place == 0 ? Previous : (uint)(place + 64);
    }

    /// <summary>A set of fields of one letter each.</summary>
    public static ulong Set(string letters)
    {
        var set = 0UL;
        foreach (var letter in letters) set |= Bit(letter);
        return set;
    }
}
