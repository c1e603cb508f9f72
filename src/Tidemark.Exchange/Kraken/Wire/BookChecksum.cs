namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>The CRC-32 of the ten best asks and then the ten best bids: price and quantity of each without the point and without leading zeros.</summary>
internal static class BookChecksum
{
    private const int Levels = 10;
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Entry((uint)value))];

    /// <param name="asks">Best first, as text with all decimals of the pair.</param>
    /// <param name="bids">Best first.</param>
    public static uint Of(IEnumerable<(string Price, string Quantity)> asks, IEnumerable<(string Price, string Quantity)> bids)
    {
        var sum = uint.MaxValue;
        foreach (var side in (IEnumerable<(string Price, string Quantity)>[])[asks, bids])
            foreach (var (price, quantity) in side.Take(Levels)) sum = Add(Add(sum, price), quantity);
        return ~sum;
    }

    private static uint Add(uint sum, string number)
    {
        var isLeading = true;
        foreach (var letter in number)
        {
            if (letter == '.' || (isLeading && letter == '0')) continue;
            isLeading = false;
            sum = Table[(sum ^ letter) & 0xFF] ^ (sum >> 8);
        }
        return sum;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        return value;
    }
}
