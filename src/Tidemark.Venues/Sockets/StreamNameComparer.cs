using System.Text;

namespace Tidemark.Venues.Sockets;

/// <summary>Finds a name of a stream by its bytes, without making a text of them.</summary>
internal sealed class StreamNameComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    private const uint Seed = 2_166_136_261;
    private const uint Prime = 16_777_619;

    public static readonly StreamNameComparer Instance = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string name)
    {
        var hash = Seed;
        foreach (var letter in name) hash = (hash ^ (byte)letter) * Prime;
        return (int)hash;
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (alternate.Length != other.Length) return false;
        for (var i = 0; i < alternate.Length; i++)
            if (alternate[i] != other[i]) return false;
        return true;
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = Seed;
        foreach (var letter in alternate) hash = (hash ^ letter) * Prime;
        return (int)hash;
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
}
