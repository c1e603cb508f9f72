namespace Tidemark.Venues.Kraken.Wire;

/// <summary>The CRC-32 of IEEE 802.3, as the venue sums its books.</summary>
internal struct Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int MostDigits = 20;
    private static readonly uint[] Table = MakeTable();
    private uint inverted;

    /// <summary>The sum of what was added.</summary>
    public readonly uint Value => inverted;

    /// <summary>A sum of nothing.</summary>
    public static Crc32 Empty => default;

    /// <summary>Adds the digits of a positive whole number, without leading zeros.</summary>
    public void AddDigits(ulong number)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        var at = MostDigits;
        while (number > 0)
        {
            digits[--at] = (byte)('0' + number % 10);
            number /= 10;
        }
        Add(digits[at..]);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var sum = ~inverted;
        foreach (var value in bytes) sum = Table[(sum ^ value) & 0xFF] ^ (sum >> 8);
        inverted = ~sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            table[i] = value;
        }
        return table;
    }
}
