using System.Security.Cryptography;

namespace Tidemark.Storage.Journal;

/// <summary>Hash n is SHA-256 over hash n-1 and the length, header and payload of record n: no record can be changed, removed or moved unnoticed.</summary>
internal sealed class HashChain : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] current = new byte[JournalFormat.HashLength];

    public HashChain(ReadOnlySpan<byte> start) => Restart(start);

    /// <summary>The hash of the last record added.</summary>
    public ReadOnlySpan<byte> Current => current;

    public void Restart(ReadOnlySpan<byte> start) => start.CopyTo(current);

    public void Add(ReadOnlySpan<byte> body)
    {
        hash.AppendData(current);
        hash.AppendData(body);
        hash.GetHashAndReset(current);
    }

    public void Dispose() => hash.Dispose();
}
