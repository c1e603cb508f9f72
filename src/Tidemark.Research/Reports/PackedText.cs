namespace Tidemark.Research.Reports;

/// <summary>
/// Whole numbers as base64 text, small ones in few letters: seven bits a byte, the highest bit says that more follow. The page reads
/// them with <c>packed.js</c>.
/// </summary>
internal sealed class PackedText
{
    private const int MoreFollows = 0x80;
    private readonly List<byte> bytes = [];

    /// <summary>Adds a number of zero or more.</summary>
    public void Add(long value)
    {
        for (var rest = (ulong)value; ; rest >>= 7)
        {
            if (rest < MoreFollows)
            {
                bytes.Add((byte)rest);
                return;
            }
            bytes.Add((byte)(rest & 0x7F | MoreFollows));
        }
    }

    /// <summary>Adds a number of either sign: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public void AddSigned(long value) => Add(value << 1 ^ value >> 63);

    public string ToBase64() => Convert.ToBase64String(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
}
